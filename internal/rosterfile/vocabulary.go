package rosterfile

// canonical gives the word that the rules know for each word that headings
// use for the same thing, in English and Spanish and, for the commonest, in
// French, German and Portuguese.
var canonical = map[string]string{
	"emails": "email", "mail": "email", "correo": "email", "correos": "email", "courriel": "email", "mailto": "email",
	"phones": "phone", "telephone": "phone", "telephones": "phone", "tel": "phone", "telefono": "phone", "telefonos": "phone",
	"telefon": "phone", "telefone": "phone", "ph": "phone", "landline": "phone",
	"cell": "mobile", "cellular": "mobile", "cel": "mobile", "celular": "mobile", "movil": "mobile", "portable": "mobile",
	"handy": "mobile", "mobil": "mobile", "mobiles": "mobile", "cells": "mobile",

	"names": "name", "nm": "name", "nom": "last", "prenom": "first",
	"nombre": "first", "nombres": "first", "forename": "first", "given": "first", "fst": "first", "frst": "first", "vorname": "first",
	"apellido": "last", "apellidos": "last", "surname": "last", "lst": "last", "nachname": "last", "sobrenome": "last",
	"completo": "full", "complet": "full", "complete": "full", "legal": "full", "entire": "full", "whole": "full",
	"mid": "middle", "mi": "middle", "segundo": "second",
	"salutation": "title", "prefix": "title", "honorific": "title", "prefijo": "title",
	"suffixes": "suffix", "sufijo": "suffix", "sfx": "suffix",

	"addresses": "address", "adr": "address", "direccion": "address", "domicilio": "address", "adresse": "address",
	"endereco": "address", "anschrift": "address", "addresse": "address", "addr": "address",
	"calle": "street", "rue": "street", "rua": "street", "strasse": "street", "streets": "street", "str": "street",
	"units": "unit", "apt": "unit", "apartment": "unit", "apartments": "unit", "apto": "unit", "apartamento": "unit",
	"departamento": "unit", "depto": "unit", "unidad": "unit", "suite": "unit", "ste": "unit", "condo": "unit", "flat": "unit",
	"door": "unit", "townhouse": "unit", "townhome": "unit", "villa": "unit", "appartement": "unit",
	"lots": "lot", "lote": "lot", "lotes": "lot",
	"neighbourhood": "neighborhood", "subdiv": "subdivision",
	"sec": "section", "sect": "section",
	"blk": "block", "bk": "block", "manzana": "block", "mz": "block",
	"bldg": "building", "tower": "building", "wing": "building", "edificio": "building", "torre": "building",
	"ciudad": "city", "town": "city", "municipio": "city", "ville": "city", "cidade": "city", "ort": "city", "municipality": "city",
	"estado": "state", "province": "state", "provincia": "state", "region": "state", "st": "state",
	"postal": "zip", "zips": "zip", "plz": "zip", "cp": "zip", "postleitzahl": "zip", "cep": "zip",
	"no": "number", "num": "number", "nr": "number", "nbr": "number", "numero": "number", "numbers": "number", "nos": "number",
	"properties": "property", "propiedad": "property", "residence": "property",
	"residential": "property", "residencia": "property", "situs": "property", "site": "property", "service": "property",
	"physical": "property", "casa": "house", "dwelling": "property", "premises": "property",

	"owners": "owner", "propietario": "owner", "propietarios": "owner", "dueno": "owner", "duenos": "owner", "titleholder": "owner",
	"proprietor": "owner", "deeded": "owner", "proprietaire": "owner",
	"tenants": "tenant", "renter": "tenant", "renters": "tenant", "lessee": "tenant", "inquilino": "tenant", "inquilinos": "tenant",
	"arrendatario": "tenant", "leaseholder": "tenant", "locataire": "tenant",
	"residents": "resident", "residente": "resident", "residentes": "resident", "occupant": "resident", "occupants": "resident",
	"members": "member", "miembro": "member", "miembros": "member", "people": "person", "persons": "person", "persona": "person",
	"individual": "person", "contacts": "contact", "contacto": "contact", "neighbor": "resident", "neighbour": "resident", "vecino": "resident",
	"partner": "spouse", "wife": "spouse", "husband": "spouse", "conyuge": "spouse", "esposo": "spouse", "esposa": "spouse",
	"spouses": "spouse", "significant": "spouse",

	"dir": "direction", "dirs": "direction", "directional": "direction",
	"tipo": "type", "kind": "type", "class": "type", "category": "type", "occupancy": "type", "types": "type",
	"rol": "role", "roles": "role", "relation": "relationship", "relacion": "relationship", "parentesco": "relationship",
	"hogar": "household", "familia": "family", "familyname": "family",
	"secundario": "secondary", "alternativo": "alternate", "alt": "alternate", "alternative": "alternate", "otro": "other",
	"adicional": "additional", "principal": "primary", "main": "primary",
	"one": "1", "two": "2", "three": "3", "four": "4",

	"postalmailing": "mailing", "correspondence": "mailing", "billing": "mailing", "shipping": "mailing", "forwarding": "mailing",
	"offsite": "mailing", "postales": "mailing",
	"contrasena": "password", "clave": "password", "passwd": "password", "pwd": "password", "pw": "password", "secret": "password",
	"passphrase": "password", "secrets": "password", "passwords": "password",
}

// besideStreet are the words before which "St" is a street and no state.
var besideStreet = set("number", "no", "num", "nbr", "name", "nm", "dir", "direction", "type", "suffix", "sfx", "address", "addr", "prefix", "pre", "post")

// ordinals are words that number a person or a further email or phone.
var ordinals = map[string]int{
	"primary": 1, "second": 2, "secondary": 2, "2nd": 2, "third": 3, "tertiary": 3, "fourth": 4,
	"joint": 2, "co": 2, "spouse": 2,
}

// persons are the words that a heading may call a person.
var persons = map[string]personNoun{
	"owner": nounOwner, "tenant": nounTenant, "spouse": nounSpouse,
	"resident": nounAny, "member": nounAny, "contact": nounAny, "person": nounAny, "user": nounAny, "m": nounAny, "p": nounAny,
	"co": nounAny, "joint": nounAny, "head": nounAny, "adult": nounAny, "applicant": nounAny,
}

// mailingWords mark an address that is not the property's.
var mailingWords = set("mailing", "alternate", "other", "previous", "former", "secondary", "seasonal", "tax", "business", "work",
	"office", "vacation", "winter", "summer", "away", "remit", "different", "off", "absentee", "permanent")

// elsewhere gives, for each word after which a column is about something that
// an import does not bring in, the reason that the review shows.
var elsewhere = reasons(map[string][]string{
	"about someone who is not a resident": {"emergency", "manager", "managers", "assistant", "assistants", "agent", "attorney", "lawyer",
		"vendor", "employer", "broker", "realtor", "landlord", "mortgage", "lender", "insurance", "guest", "guests", "children", "child",
		"dependents", "kids", "caretaker", "referred", "trustee", "company", "organization", "organisation", "business", "empresa",
		"association", "community", "hoa", "subdivision", "neighborhood", "assoc", "management"},
	"not a phone that a resident answers": {"fax", "pager", "telex", "isdn", "radio", "callback", "tty", "tdd", "car"},
	"not the name itself":                 {"phonetic", "yomi", "nickname", "nick", "initials", "maiden", "preferred", "display", "file", "alias", "dba"},
	"only describes another column": {"label", "notification", "notifications", "preference", "preferences", "consent", "opt", "optin",
		"subscribed", "verified", "permission", "allow", "provider", "carrier", "format", "bounced", "extension", "ext"},
	"a date": {"date", "since", "birthday", "anniversary", "due", "expiration", "expires", "expiry", "year", "month", "fecha",
		"updated", "modified", "timestamp", "movein", "moveout", "move", "created", "closing"},
	"money": {"dues", "balance", "amount", "fee", "fees", "payment", "assessment", "rent", "price", "deposit", "paid", "charge",
		"charges", "bank", "invoice", "ledger", "cost"},
	"not needed for an import": {"notes", "note", "comment", "comments", "remarks", "nota", "notas", "comentarios", "vehicle", "vehicles",
		"plate", "license", "pet", "pets", "parking", "storage", "photo", "picture", "website", "web", "url", "link", "facebook",
		"twitter", "language", "gender", "sex", "age", "job", "department", "profession", "occupation", "hobby", "status", "country",
		"county", "pais", "parcel", "apn", "latitude", "longitude", "lat", "lon", "lng", "sqft", "acres", "size", "bedrooms", "beds",
		"baths", "tags", "tag", "group", "groups", "committee", "voting", "vote", "votes", "level", "subject", "box", "membership",
		"bundle", "categories", "keywords", "mileage", "priority", "private", "sensitivity", "internet", "directory", "labels"},
})

func reasons(byReason map[string][]string) map[string]string {
	m := make(map[string]string)
	for why, ws := range byReason {
		for _, w := range ws {
			m[w] = why
		}
	}
	return m
}

// secretWords hold something that must never be stored or shown. Each entry is
// a set of words that a heading must all contain.
var secretWords = [][]string{
	{"password"}, {"pin"}, {"ssn"}, {"ss", "number"}, {"sin", "number"}, {"social", "security"}, {"social", "insurance"}, {"social", "last"},
	{"gate", "code"}, {"access", "code"}, {"entry", "code"}, {"alarm", "code"}, {"alarm"}, {"garage", "code"},
	{"security", "code"}, {"lock", "code"}, {"lockbox"}, {"keypad"}, {"codigo", "acceso"},
	{"security", "question"}, {"security", "answer"}, {"invite", "code"}, {"invitation", "code"}, {"activation", "code"},
	{"tax", "id"}, {"taxpayer"}, {"tin"}, {"itin"}, {"ein"}, {"government", "id"}, {"national", "id"}, {"passport"}, {"driver"}, {"drivers"},
	{"credit", "card"}, {"card", "number"}, {"card"}, {"cvv"}, {"cvc"}, {"iban"}, {"routing"}, {"bank", "account"}, {"fob"}, {"rfid"},
	{"clicker"}, {"transponder"}, {"token"}, {"otp"}, {"seguro", "social"}, {"wifi"}, {"door", "code"},
}

func set(ws ...string) map[string]bool {
	m := make(map[string]bool, len(ws))
	for _, w := range ws {
		m[w] = true
	}
	return m
}

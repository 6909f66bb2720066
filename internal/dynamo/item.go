package dynamo

import (
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// The stored types. Fields are only ever added, and the zero value of a new
// field must mean what its absence meant. The name of a retired field stays
// reserved. Times are milliseconds since 1970, so that conditions can compare
// them.

type header struct {
	PK      string `dynamodbav:"PK"`
	SK      string `dynamodbav:"SK"`
	Request string `dynamodbav:"rq,omitempty"`
	Rev     int    `dynamodbav:"rv,omitempty"`
	GSI1PK  string `dynamodbav:"GSI1PK,omitempty"`
	GSI1SK  string `dynamodbav:"GSI1SK,omitempty"`
	GSI2PK  string `dynamodbav:"GSI2PK,omitempty"`
	GSI2SK  string `dynamodbav:"GSI2SK,omitempty"`
	GSI3PK  string `dynamodbav:"GSI3PK,omitempty"`
	GSI3SK  string `dynamodbav:"GSI3SK,omitempty"`
	// TTL is in seconds, as DynamoDB requires. It is only for cleanup.
	TTL int64 `dynamodbav:"ttl,omitempty"`
}

func (h *header) head() *header { return h }

func newHeader(k key, rev int) header { return header{PK: k.PK, SK: k.SK, Rev: rev} }

type stamp int64

func stampOf(t time.Time) stamp {
	if t.IsZero() {
		return 0
	}
	return stamp(t.UnixMilli())
}

func (s stamp) time() time.Time {
	if s == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(s)).UTC()
}

type communityItem struct {
	header
	ID           string `dynamodbav:"id"`
	Name         string `dynamodbav:"name"`
	BlackCurtain bool   `dynamodbav:"curtain,omitempty"`
	CurtainSince stamp  `dynamodbav:"curtainSince,omitempty"`
	DefaultRole  string `dynamodbav:"defaultRole"`
	Days         int    `dynamodbav:"days"`
	City         string `dynamodbav:"city,omitempty"`
	State        string `dynamodbav:"state,omitempty"`
	ZIP          string `dynamodbav:"zip,omitempty"`
	TimeZone     string `dynamodbav:"timeZone"`
	SenderName   string `dynamodbav:"senderName"`
	ReplyTo      string `dynamodbav:"replyTo,omitempty"`
	PortalURL    string `dynamodbav:"portalUrl,omitempty"`
	HeadsInvite  bool   `dynamodbav:"headsInvite,omitempty"`
	Color        string `dynamodbav:"color,omitempty"`
	Welcome      string `dynamodbav:"welcome,omitempty"`
	Mailing      string `dynamodbav:"mailing,omitempty"`
	Logo         string `dynamodbav:"logo,omitempty"`
	LogoWidth    int    `dynamodbav:"logoW,omitempty"`
	LogoHeight   int    `dynamodbav:"logoH,omitempty"`
	CreatedAt    stamp  `dynamodbav:"createdAt"`
}

func storeCommunity(c roster.Community) *communityItem {
	p := c.Preferences
	i := &communityItem{
		header: newHeader(communityKey(c.ID), c.Rev), ID: c.ID, Name: c.Name,
		BlackCurtain: p.BlackCurtain, CurtainSince: stampOf(c.CurtainSince), DefaultRole: string(p.DefaultRole), Days: p.InvitationDays,
		City: p.City, State: p.State, ZIP: p.ZIP, TimeZone: p.TimeZone, SenderName: p.SenderName, ReplyTo: p.ReplyTo, PortalURL: p.PortalURL,
		HeadsInvite: p.HeadsInvite,
		Color:       p.Branding.Color, Welcome: p.Branding.Welcome, Mailing: p.Branding.MailingAddress,
		Logo: p.Branding.Logo.ID, LogoWidth: p.Branding.Logo.Width, LogoHeight: p.Branding.Logo.Height,
		CreatedAt: stampOf(c.CreatedAt),
	}
	i.GSI1PK, i.GSI1SK = communitiesIndex, personname.Fold(c.Name)+"\x1f"+c.ID
	return i
}

func (i *communityItem) load() roster.Community {
	return roster.Community{
		ID: i.ID, Name: i.Name, CurtainSince: i.CurtainSince.time(), CreatedAt: i.CreatedAt.time(), Rev: i.Rev,
		Preferences: roster.Preferences{
			BlackCurtain: i.BlackCurtain, DefaultRole: roster.Role(i.DefaultRole), InvitationDays: i.Days,
			City: i.City, State: i.State, ZIP: i.ZIP, TimeZone: i.TimeZone, SenderName: i.SenderName, ReplyTo: i.ReplyTo, PortalURL: i.PortalURL,
			HeadsInvite: i.HeadsInvite,
			Branding:    roster.Branding{Color: i.Color, Welcome: i.Welcome, MailingAddress: i.Mailing, Logo: roster.Logo{ID: i.Logo, Width: i.LogoWidth, Height: i.LogoHeight}},
		},
	}
}

type propertyItem struct {
	header
	ID          string           `dynamodbav:"id"`
	Community   string           `dynamodbav:"c"`
	Kind        string           `dynamodbav:"kind"`
	Street      string           `dynamodbav:"street,omitempty"`
	Lot         string           `dynamodbav:"lot,omitempty"`
	Unit        string           `dynamodbav:"unit,omitempty"`
	City        string           `dynamodbav:"city,omitempty"`
	State       string           `dynamodbav:"state,omitempty"`
	ZIP         string           `dynamodbav:"zip,omitempty"`
	Label       string           `dynamodbav:"label"`
	Identity    string           `dynamodbav:"identity,omitempty"`
	Line        string           `dynamodbav:"line,omitempty"`
	RuleVersion int              `dynamodbav:"rules,omitempty"`
	Households  int              `dynamodbav:"households"`
	JoinedTo    string           `dynamodbav:"joinedTo,omitempty"`
	Aliases     []addressKeyItem `dynamodbav:"also,omitempty"`
	Import      string           `dynamodbav:"import,omitempty"`
	CreatedAt   stamp            `dynamodbav:"createdAt"`
	Search      string           `dynamodbav:"search,omitempty"`
	// Home is the household that was made together with the property. It has a
	// revision of its own, and only [homeChange] writes it.
	Home *homeItem `dynamodbav:"home,omitempty"`
	// LeadsTo is the property that the address in the item's key leads to: this
	// one, unless it has moved away. Only [addressChange] changes it.
	LeadsTo string `dynamodbav:"p,omitempty"`
}

type addressKeyItem struct {
	Line string `dynamodbav:"l"`
	ZIP  string `dynamodbav:"z,omitempty"`
}

func storeProperty(p roster.Property) *propertyItem {
	a := p.Address
	i := &propertyItem{
		header: newHeader(propertyKey(p.Community, p.ID), p.Rev), ID: p.ID, Community: p.Community, Kind: string(p.Kind),
		Street: a.Street, Lot: a.Lot, Unit: a.Unit, City: a.City, State: a.State, ZIP: a.ZIP,
		Label: p.Label, Identity: p.Identity, Line: p.Line, RuleVersion: p.RuleVersion, Households: p.Households,
		JoinedTo: p.JoinedTo, Import: p.Import, CreatedAt: stampOf(p.CreatedAt), Search: personname.Fold(p.Label),
	}
	for _, also := range p.Aliases {
		i.Aliases = append(i.Aliases, addressKeyItem(also))
	}
	if p.JoinedTo == "" {
		i.GSI1PK, i.GSI1SK = propertiesIndex(p.Community), labelSort(p.Label, p.ID)
	}
	return i
}

func (i *propertyItem) load() roster.Property {
	p := roster.Property{
		ID: i.ID, Community: i.Community, Kind: roster.PropertyKind(i.Kind),
		Address: roster.Address{Street: i.Street, Lot: i.Lot, Unit: i.Unit, City: i.City, State: i.State, ZIP: i.ZIP},
		Label:   i.Label, Identity: i.Identity, Line: i.Line, RuleVersion: i.RuleVersion, Households: i.Households,
		JoinedTo: i.JoinedTo, Import: i.Import, CreatedAt: i.CreatedAt.time(), Rev: i.Rev,
	}
	for _, also := range i.Aliases {
		p.Aliases = append(p.Aliases, roster.AddressKey(also))
	}
	return p
}

type householdItem struct {
	header
	ID        string            `dynamodbav:"id"`
	Community string            `dynamodbav:"c"`
	Property  string            `dynamodbav:"p"`
	Given     string            `dynamodbav:"given,omitempty"`
	People    map[string]string `dynamodbav:"people"`
	Head      string            `dynamodbav:"headMember,omitempty"`
	Import    string            `dynamodbav:"import,omitempty"`
	CreatedAt stamp             `dynamodbav:"createdAt"`
}

func storeHousehold(h roster.Household) *householdItem {
	people := h.People
	if people == nil {
		people = map[string]string{}
	}
	return &householdItem{
		header: newHeader(householdKey(h.Community, h.ID), h.Rev), ID: h.ID, Community: h.Community, Property: h.Property,
		Given: h.Given, People: people, Head: h.Head, Import: h.Import, CreatedAt: stampOf(h.CreatedAt),
	}
}

func (i *householdItem) load() roster.Household {
	return roster.Household{
		ID: i.ID, Community: i.Community, Property: i.Property, Given: i.Given, People: i.People, Head: i.Head,
		Import: i.Import, CreatedAt: i.CreatedAt.time(), Rev: i.Rev,
	}
}

// homeItem is a household inside its property's item.
type homeItem struct {
	ID        string            `dynamodbav:"id"`
	Given     string            `dynamodbav:"given,omitempty"`
	People    map[string]string `dynamodbav:"people"`
	Head      string            `dynamodbav:"headMember,omitempty"`
	Import    string            `dynamodbav:"import,omitempty"`
	CreatedAt stamp             `dynamodbav:"createdAt"`
	Rev       int               `dynamodbav:"rv"`
}

func storeHome(h roster.Household) *homeItem {
	i := storeHousehold(h)
	return &homeItem{ID: i.ID, Given: i.Given, People: i.People, Head: i.Head, Import: i.Import, CreatedAt: i.CreatedAt, Rev: h.Rev + 1}
}

// household returns the household inside the property's item; ok is false if
// there is none.
func (i *propertyItem) household() (h roster.Household, ok bool) {
	if i.Home == nil {
		return h, false
	}
	home := i.Home
	return roster.Household{
		ID: home.ID, Community: i.Community, Property: i.ID, Given: home.Given, People: home.People, Head: home.Head,
		Import: home.Import, CreatedAt: home.CreatedAt.time(), Rev: home.Rev,
	}, true
}

type actorItem struct {
	Kind string `dynamodbav:"kind"`
	ID   string `dynamodbav:"id,omitempty"`
	Name string `dynamodbav:"name,omitempty"`
}

func storeActor(a roster.Actor) actorItem { return actorItem{string(a.Kind), a.ID, a.Name} }
func (i actorItem) load() roster.Actor {
	return roster.Actor{Kind: roster.ActorKind(i.Kind), ID: i.ID, Name: i.Name}
}

type memberItem struct {
	header
	ID        string `dynamodbav:"id"`
	Community string `dynamodbav:"c"`
	First     string `dynamodbav:"first"`
	Last      string `dynamodbav:"last"`
	Email     string `dynamodbav:"email"`
	Person    string `dynamodbav:"person,omitempty"`
	Phone     string `dynamodbav:"phone,omitempty"`
	Status    string `dynamodbav:"status"`
	Role      string `dynamodbav:"role,omitempty"`
	Property  string `dynamodbav:"p,omitempty"`
	Household string `dynamodbav:"h,omitempty"`
	Address   string `dynamodbav:"address,omitempty"`
	Search    string `dynamodbav:"search,omitempty"`
	Attention bool   `dynamodbav:"attention,omitempty"`

	Generation     int     `dynamodbav:"gen"`
	Seed           string  `dynamodbav:"seed"`
	KeyID          string  `dynamodbav:"keyId"`
	ExpiresAt      stamp   `dynamodbav:"expiresAt"`
	Sends          int     `dynamodbav:"sends,omitempty"`
	AskedAt        stamp   `dynamodbav:"askedAt,omitempty"`
	Reminded       bool    `dynamodbav:"reminded,omitempty"`
	ExpiryRecorded bool    `dynamodbav:"lapsed,omitempty"`
	Wave           int     `dynamodbav:"wave,omitempty"`
	PrintJob       string  `dynamodbav:"printing,omitempty"`
	PrintedAt      stamp   `dynamodbav:"printedAt,omitempty"`
	Resends        int     `dynamodbav:"resends,omitempty"`
	Recent         []stamp `dynamodbav:"recent,omitempty"`
	Delivery       string  `dynamodbav:"delivery"`
	DeliveryAt     stamp   `dynamodbav:"deliveryAt,omitempty"`
	Reason         string  `dynamodbav:"reason,omitempty"`
	Hard           bool    `dynamodbav:"hard,omitempty"`
	Send           int     `dynamodbav:"send,omitempty"`

	OriginBy      actorItem `dynamodbav:"originBy"`
	OriginAt      stamp     `dynamodbav:"originAt"`
	OriginImport  string    `dynamodbav:"originImport,omitempty"`
	OriginRow     int       `dynamodbav:"originRow,omitempty"`
	OriginColumns string    `dynamodbav:"originCols,omitempty"`
	ActivatedAt   stamp     `dynamodbav:"activatedAt,omitempty"`
	EndedAt       stamp     `dynamodbav:"endedAt,omitempty"`
	ErasedAt      stamp     `dynamodbav:"erasedAt,omitempty"`
	ActivationKey string    `dynamodbav:"activationKey,omitempty"`
	BehindCurtain bool      `dynamodbav:"behindCurtain,omitempty"`
	Version       int       `dynamodbav:"version"`
}

func storeMember(m roster.Member) *memberItem {
	inv, d := m.Invitation, m.Invitation.Delivery
	i := &memberItem{
		header: newHeader(memberKey(m.Community, m.ID), m.Rev), ID: m.ID, Community: m.Community,
		First: m.FirstName, Last: m.LastName, Email: m.Email, Person: m.Person, Phone: m.Phone, Status: string(m.Status), Role: string(m.Role),
		Property: m.Property, Household: m.Household, Address: m.Address, Search: searchText(m), Attention: m.Attention,
		Generation: inv.Generation, Seed: inv.Seed, KeyID: inv.KeyID, ExpiresAt: stampOf(inv.ExpiresAt),
		Sends: inv.Sends, AskedAt: stampOf(inv.AskedAt), Reminded: inv.Reminded, ExpiryRecorded: inv.ExpiryRecorded, Wave: inv.Wave, Resends: inv.Resends.Total,
		PrintJob: inv.PrintJob, PrintedAt: stampOf(inv.PrintedAt),
		Delivery: string(d.State), DeliveryAt: stampOf(d.At), Reason: d.Reason, Hard: d.Hard, Send: d.Send,
		OriginBy: storeOriginBy(m.Origin), OriginAt: stampOf(m.Origin.At), OriginImport: m.Origin.Import, OriginRow: m.Origin.Row, OriginColumns: m.Origin.Columns,
		ActivatedAt: stampOf(m.ActivatedAt), EndedAt: stampOf(m.EndedAt), ErasedAt: stampOf(m.ErasedAt), ActivationKey: m.ActivationKey, BehindCurtain: m.BehindCurtain, Version: m.Version,
	}
	for _, t := range inv.Resends.Recent {
		i.Recent = append(i.Recent, stampOf(t))
	}
	if !m.ErasedAt.IsZero() {
		i.Search = ""
		return i
	}
	i.GSI1PK, i.GSI1SK = membersIndex(m.Community, m.Status), nameSort(m)
	switch {
	case m.Attention:
		i.GSI3PK, i.GSI3SK = attentionIndex(m.Community), nameSort(m)
	case m.Invites():
		i.GSI3PK, i.GSI3SK = invitersIndex(m.Community), nameSort(m)
	}
	if due := m.Due(); !due.IsZero() {
		i.GSI2PK, i.GSI2SK = dueIndex(laneMember, m.ID), dueSort(due, i.PK)
	}
	return i
}

// storeOriginBy leaves out the ID of the import that made the member, which is
// stored once: a member item nearly fills the kilobyte that a write is billed for.
func storeOriginBy(o roster.Origin) actorItem {
	by := storeActor(o.By)
	if o.By.Kind == roster.ByImport && o.By.ID == o.Import {
		by.ID = ""
	}
	return by
}

func (i *memberItem) originBy() roster.Actor {
	by := i.OriginBy.load()
	if by.Kind == roster.ByImport && by.ID == "" {
		by.ID = i.OriginImport
	}
	return by
}

// searchText is the text that free-text search matches against, followed by the
// facets that filters match against.
func searchText(m roster.Member) string {
	return strings.Join([]string{
		personname.Fold(m.FirstName), personname.Fold(m.LastName), personname.Fold(m.FirstName),
		m.Email, m.Phone, personname.Fold(roster.WithoutCommas(m.Address)),
	}, " ") + roleFacet(m.Role) + importFacet(m.Origin.Import)
}

// Facets are uppercase and follow a character that nobody types; search words
// contain neither. They only narrow the candidates, so they are short: a member
// item already fills the kilobyte that a write is billed for. Items stored
// before facets existed have none.
const facet = "\x1d"

// roleFacet is the role's first letter, or N for no role.
func roleFacet(r roster.Role) string {
	return facet + strings.ToUpper((string(r) + "n")[:1])
}

// importFacet is the first six characters of the import ID.
func importFacet(id string) string { return strings.ToUpper(id[:min(6, len(id))]) }

func (i *memberItem) load() roster.Member {
	m := roster.Member{
		ID: i.ID, Community: i.Community, FirstName: i.First, LastName: i.Last, Email: i.Email, Person: i.Person, Phone: i.Phone,
		Status: roster.Status(i.Status), Role: roster.Role(i.Role), Property: i.Property, Household: i.Household,
		Address: i.Address, Attention: i.Attention,
		Invitation: roster.Invitation{
			Generation: i.Generation, Seed: i.Seed, KeyID: i.KeyID, ExpiresAt: i.ExpiresAt.time(),
			Sends: i.Sends, AskedAt: i.AskedAt.time(), Reminded: i.Reminded, ExpiryRecorded: i.ExpiryRecorded, Wave: i.Wave, Resends: roster.Resends{Total: i.Resends},
			PrintJob: i.PrintJob, PrintedAt: i.PrintedAt.time(),
			Delivery: roster.Delivery{State: roster.DeliveryState(i.Delivery), At: i.DeliveryAt.time(), Reason: i.Reason, Hard: i.Hard, Send: i.Send},
		},
		Origin:      roster.Origin{By: i.originBy(), At: i.OriginAt.time(), Import: i.OriginImport, Row: i.OriginRow, Columns: i.OriginColumns},
		ActivatedAt: i.ActivatedAt.time(), EndedAt: i.EndedAt.time(), ErasedAt: i.ErasedAt.time(), ActivationKey: i.ActivationKey, BehindCurtain: i.BehindCurtain, Version: i.Version, Rev: i.Rev,
	}
	for _, s := range i.Recent {
		m.Invitation.Resends.Recent = append(m.Invitation.Resends.Recent, s.time())
	}
	return m
}

type intentItem struct {
	header
	ID         string `dynamodbav:"id"`
	Kind       string `dynamodbav:"kind"`
	Lane       string `dynamodbav:"lane"`
	Community  string `dynamodbav:"c,omitempty"`
	Member     string `dynamodbav:"m,omitempty"`
	Person     string `dynamodbav:"person,omitempty"`
	Ref        string `dynamodbav:"ref,omitempty"`
	Generation int    `dynamodbav:"gen,omitempty"`
	Send       int    `dynamodbav:"send,omitempty"`
	State      string `dynamodbav:"state"`
	Due        stamp  `dynamodbav:"due,omitempty"`
	Claimed    stamp  `dynamodbav:"claimed,omitempty"`
	CreatedAt  stamp  `dynamodbav:"createdAt"`
	SentAt     stamp  `dynamodbav:"sentAt,omitempty"`
	Attempts   int    `dynamodbav:"attempts,omitempty"`
	Recipient  string `dynamodbav:"recipient,omitempty"`
	MessageID  string `dynamodbav:"messageId,omitempty"`
	Outcome    string `dynamodbav:"outcome,omitempty"`
	Hard       bool   `dynamodbav:"hard,omitempty"`
	OutcomeAt  stamp  `dynamodbav:"outcomeAt,omitempty"`
	Reason     string `dynamodbav:"reason,omitempty"`
}

// intentRetention is how long a finished intent is kept so that late events can
// be matched to it.
const intentRetention = 90 * 24 * time.Hour

func storeIntent(n roster.Intent) *intentItem {
	i := &intentItem{
		header: newHeader(intentKey(n.ID), n.Rev), ID: n.ID, Kind: string(n.Kind), Lane: string(n.Lane), Community: n.Community,
		Member: n.Member, Person: n.Person, Ref: n.Ref, Generation: n.Generation, Send: n.Send, State: string(n.State),
		Due: stampOf(n.Due), Claimed: stampOf(n.ClaimedUntil), CreatedAt: stampOf(n.CreatedAt), SentAt: stampOf(n.SentAt), Attempts: n.Attempts,
		Recipient: n.Recipient, MessageID: n.MessageID, Outcome: string(n.Outcome), Hard: n.OutcomeHard, OutcomeAt: stampOf(n.OutcomeAt), Reason: n.Reason,
	}
	if n.State.Final() {
		i.TTL = n.CreatedAt.Add(intentRetention).Unix()
	} else {
		i.GSI2PK, i.GSI2SK = dueIndex(string(n.Lane), n.ID), dueSort(n.Due, n.ID)
	}
	return i
}

func (i *intentItem) load() roster.Intent {
	return roster.Intent{
		ID: i.ID, Kind: roster.MailKind(i.Kind), Lane: roster.Lane(i.Lane), Community: i.Community, Member: i.Member,
		Person: i.Person, Ref: i.Ref, Generation: i.Generation, Send: i.Send, State: roster.IntentState(i.State),
		Due: i.Due.time(), ClaimedUntil: i.Claimed.time(), CreatedAt: i.CreatedAt.time(), SentAt: i.SentAt.time(), Attempts: i.Attempts,
		Recipient: i.Recipient, MessageID: i.MessageID, Outcome: roster.DeliveryState(i.Outcome), OutcomeHard: i.Hard, OutcomeAt: i.OutcomeAt.time(), Reason: i.Reason, Rev: i.Rev,
	}
}

type auditItem struct {
	header
	ID        string       `dynamodbav:"id"`
	Community string       `dynamodbav:"c"`
	Member    string       `dynamodbav:"m,omitempty"`
	Subject   string       `dynamodbav:"subject,omitempty"`
	At        stamp        `dynamodbav:"at"`
	By        actorItem    `dynamodbav:"by"`
	Action    string       `dynamodbav:"action"`
	Changes   []changeItem `dynamodbav:"changes,omitempty"`
}

type changeItem struct {
	Field string `dynamodbav:"f"`
	From  string `dynamodbav:"a,omitempty"`
	To    string `dynamodbav:"b,omitempty"`
}

func storeAuditEntry(e roster.AuditEntry) *auditItem {
	i := &auditItem{
		header: newHeader(auditKey(e), 0), ID: e.ID, Community: e.Community, Member: e.Member, Subject: e.Subject,
		At: stampOf(e.At), By: storeActor(e.By), Action: e.Action,
	}
	for _, c := range e.Changes {
		i.Changes = append(i.Changes, changeItem(c))
	}
	return i
}

func (i *auditItem) load() roster.AuditEntry {
	e := roster.AuditEntry{ID: i.ID, Community: i.Community, Member: i.Member, Subject: i.Subject, At: i.At.time(), By: i.By.load(), Action: i.Action}
	for _, c := range i.Changes {
		e.Changes = append(e.Changes, roster.Change(c))
	}
	return e
}

type accountItem struct {
	header
	Person    string `dynamodbav:"person"`
	Email     string `dynamodbav:"email"`
	Password  string `dynamodbav:"password"`
	Confirmed bool   `dynamodbav:"confirmed,omitempty"`
	Staff     bool   `dynamodbav:"staff,omitempty"`
	Epoch     int    `dynamodbav:"epoch"`
	CreatedAt stamp  `dynamodbav:"createdAt"`

	FactorSeed  string   `dynamodbav:"factorSeed,omitempty"`
	FactorStep  int64    `dynamodbav:"factorStep,omitempty"`
	FactorSince stamp    `dynamodbav:"factorSince,omitempty"`
	Recovery    []string `dynamodbav:"recovery,omitempty"`
}

func storeAccount(a roster.Account) *accountItem {
	return &accountItem{
		header: newHeader(accountKey(a.Person), a.Rev), Person: a.Person, Email: a.Email, Password: a.Password, Confirmed: a.Confirmed, Staff: a.Staff,
		Epoch: a.Epoch, CreatedAt: stampOf(a.CreatedAt),
		FactorSeed: a.Factor.Seed, FactorStep: a.Factor.Step, FactorSince: stampOf(a.Factor.Since), Recovery: a.Factor.Recovery,
	}
}

func (i *accountItem) load() roster.Account {
	return roster.Account{Person: i.Person, Email: i.Email, Password: i.Password, Confirmed: i.Confirmed, Staff: i.Staff,
		Factor: roster.SecondFactor{Seed: i.FactorSeed, Step: i.FactorStep, Recovery: i.Recovery, Since: i.FactorSince.time()},
		Epoch:  i.Epoch, CreatedAt: i.CreatedAt.time(), Rev: i.Rev}
}

// membershipItem also had the member's role; the name is reserved.
type membershipItem struct {
	header
	Person    string `dynamodbav:"person"`
	Community string `dynamodbav:"c"`
	Member    string `dynamodbav:"m"`
	Ended     bool   `dynamodbav:"ended,omitempty"`
	// Status is in memberships from before Ended.
	Status string `dynamodbav:"status,omitempty"`
}

func storeMembership(l roster.Membership) *membershipItem {
	return &membershipItem{header: newHeader(membershipKey(l.Person, l.Community), l.Rev), Person: l.Person, Community: l.Community, Member: l.Member, Ended: l.Ended}
}

func (i *membershipItem) load() roster.Membership {
	return roster.Membership{Person: i.Person, Community: i.Community, Member: i.Member, Ended: i.Ended || roster.Status(i.Status).Ended(), Rev: i.Rev}
}

type sessionItem struct {
	header
	ID        string `dynamodbav:"id"`
	Person    string `dynamodbav:"person"`
	Epoch     int    `dynamodbav:"epoch"`
	CreatedAt stamp  `dynamodbav:"createdAt"`
	SeenAt    stamp  `dynamodbav:"seenAt"`
	EndsAt    stamp  `dynamodbav:"endsAt"`
	Idle      int64  `dynamodbav:"idleSeconds"`
}

func storeSession(s roster.Session) *sessionItem {
	i := &sessionItem{newHeader(sessionKey(s.ID), 0), s.ID, s.Person, s.Epoch, stampOf(s.CreatedAt), stampOf(s.SeenAt), stampOf(s.EndsAt), int64(s.Idle / time.Second)}
	i.GSI1PK, i.GSI1SK = sessionsIndex(s.Person), dueSort(s.CreatedAt, s.ID)
	i.TTL = s.EndsAt.Unix()
	return i
}

func (i *sessionItem) load() roster.Session {
	return roster.Session{ID: i.ID, Person: i.Person, Epoch: i.Epoch, CreatedAt: i.CreatedAt.time(), SeenAt: i.SeenAt.time(),
		EndsAt: i.EndsAt.time(), Idle: time.Duration(i.Idle) * time.Second}
}

type ticketItem struct {
	header
	ID        string `dynamodbav:"id"`
	Kind      string `dynamodbav:"kind"`
	Person    string `dynamodbav:"person"`
	Epoch     int    `dynamodbav:"epoch"`
	Community string `dynamodbav:"c,omitempty"`
	Member    string `dynamodbav:"m,omitempty"`
	Email     string `dynamodbav:"email,omitempty"`
	EndsAt    stamp  `dynamodbav:"endsAt"`
	UsedAt    stamp  `dynamodbav:"usedAt,omitempty"`
}

func storeTicket(t roster.Ticket) *ticketItem {
	i := &ticketItem{newHeader(ticketKey(t.ID), t.Rev), t.ID, string(t.Kind), t.Person, t.Epoch, t.Community, t.Member, t.Email, stampOf(t.EndsAt), stampOf(t.UsedAt)}
	i.TTL = t.EndsAt.Add(24 * time.Hour).Unix()
	return i
}

func (i *ticketItem) load() roster.Ticket {
	return roster.Ticket{ID: i.ID, Kind: roster.TicketKind(i.Kind), Person: i.Person, Epoch: i.Epoch, Community: i.Community,
		Member: i.Member, Email: i.Email, EndsAt: i.EndsAt.time(), UsedAt: i.UsedAt.time(), Rev: i.Rev}
}

type fanOutItem struct {
	header
	ID        string `dynamodbav:"id"`
	Community string `dynamodbav:"c"`
	Cursor    string `dynamodbav:"cur,omitempty"`
	Pass      int    `dynamodbav:"pass"`
	Due       stamp  `dynamodbav:"due"`
	Done      bool   `dynamodbav:"done,omitempty"`
}

func storeFanOut(f roster.FanOut) *fanOutItem {
	i := &fanOutItem{newHeader(fanOutKey(f.Community, f.ID), f.Rev), f.ID, f.Community, f.Cursor, f.Pass, stampOf(f.Due), f.Done}
	if !f.Done {
		i.GSI2PK, i.GSI2SK = dueShard(laneJob, 0), dueSort(f.Due, i.PK)
	}
	return i
}

func (i *fanOutItem) load() roster.FanOut {
	return roster.FanOut{ID: i.ID, Community: i.Community, Cursor: i.Cursor, Pass: i.Pass, Due: i.Due.time(), Done: i.Done, Rev: i.Rev}
}

package address

import (
	"strings"
	"sync"
)

// suffixTable is Publication 28 appendix C1: the standard abbreviation, the
// primary name, and then commonly used spellings.
const suffixTable = `
ALY ALLEY ALLEE ALLY
ANX ANEX ANNEX ANNX
ARC ARCADE
AVE AVENUE AV AVEN AVENU AVN AVNUE
BYU BAYOU BAYOO
BCH BEACH
BND BEND
BLF BLUFF BLUF
BLFS BLUFFS
BTM BOTTOM BOT BOTTM
BLVD BOULEVARD BOUL BOULV BLV BVD
BR BRANCH BRNCH
BRG BRIDGE BRDGE
BRK BROOK
BRKS BROOKS
BG BURG
BGS BURGS
BYP BYPASS BYPA BYPAS BYPS
CP CAMP CMP
CYN CANYON CANYN CNYN
CPE CAPE
CSWY CAUSEWAY CAUSWA
CTR CENTER CEN CENT CENTR CENTRE CNTER CNTR
CTRS CENTERS
CIR CIRCLE CIRC CIRCL CRCL CRCLE
CIRS CIRCLES
CLF CLIFF
CLFS CLIFFS
CLB CLUB
CMN COMMON
CMNS COMMONS
COR CORNER
CORS CORNERS
CRSE COURSE
CT COURT CRT
CTS COURTS
CV COVE
CVS COVES
CRK CREEK
CRES CRESCENT CRSENT CRSNT
CRST CREST
XING CROSSING CRSSNG
XRD CROSSROAD
XRDS CROSSROADS
CURV CURVE
DL DALE
DM DAM
DV DIVIDE DIV DVD
DR DRIVE DRIV DRV
DRS DRIVES
EST ESTATE
ESTS ESTATES
EXPY EXPRESSWAY EXP EXPR EXPRESS EXPW
EXT EXTENSION EXTN EXTNSN
EXTS EXTENSIONS
FALL
FLS FALLS
FRY FERRY FRRY
FLD FIELD
FLDS FIELDS
FLT FLAT
FLTS FLATS
FRD FORD
FRDS FORDS
FRST FOREST FORESTS
FRG FORGE FORG
FRGS FORGES
FRK FORK
FRKS FORKS
FT FORT FRT
FWY FREEWAY FREEWY FRWAY FRWY
GDN GARDEN GARDN GRDEN GRDN
GDNS GARDENS GRDNS
GTWY GATEWAY GATEWY GATWAY GTWAY
GLN GLEN
GLNS GLENS
GRN GREEN
GRNS GREENS
GRV GROVE GROV
GRVS GROVES
HBR HARBOR HARB HARBR HRBOR
HBRS HARBORS
HVN HAVEN
HTS HEIGHTS HT HGTS
HWY HIGHWAY HIGHWY HIWAY HIWY HWAY
HL HILL
HLS HILLS
HOLW HOLLOW HLLW HOLLOWS HOLWS
INLT INLET
IS ISLAND ISLND
ISS ISLANDS ISLNDS
ISLE ISLES
JCT JUNCTION JCTION JCTN JUNCTN JUNCTON
JCTS JUNCTIONS JCTNS
KY KEY
KYS KEYS
KNL KNOLL KNOL
KNLS KNOLLS
LK LAKE
LKS LAKES
LAND
LNDG LANDING LNDNG
LN LANE
LGT LIGHT
LGTS LIGHTS
LF LOAF
LCK LOCK
LCKS LOCKS
LDG LODGE LDGE LODG
LOOP LOOPS
MALL
MNR MANOR
MNRS MANORS
MDW MEADOW
MDWS MEADOWS MEDOWS
MEWS
ML MILL
MLS MILLS
MSN MISSION MISSN MSSN
MTWY MOTORWAY
MT MOUNT MNT
MTN MOUNTAIN MNTAIN MNTN MOUNTIN MTIN
MTNS MOUNTAINS MNTNS
NCK NECK
ORCH ORCHARD ORCHRD
OVAL OVL
OPAS OVERPASS
PARK PARKS PRK
PKWY PARKWAY PARKWY PKWAY PKY PARKWAYS PKWYS
PASS
PSGE PASSAGE
PATH PATHS
PIKE PIKES
PNE PINE
PNES PINES
PL PLACE PLC
PLN PLAIN
PLNS PLAINS
PLZ PLAZA PLZA
PT POINT
PTS POINTS
PRT PORT
PRTS PORTS
PR PRAIRIE PRR
RADL RADIAL RAD RADIEL
RAMP
RNCH RANCH RANCHES RNCHS
RPD RAPID
RPDS RAPIDS
RST REST
RDG RIDGE RDGE
RDGS RIDGES
RIV RIVER RIVR RVR
RD ROAD
RDS ROADS
RTE ROUTE
ROW
RUE
RUN
SHL SHOAL
SHLS SHOALS
SHR SHORE SHOAR
SHRS SHORES SHOARS
SKWY SKYWAY
SPG SPRING SPNG SPRNG
SPGS SPRINGS SPNGS SPRNGS
SPUR SPURS
SQ SQUARE SQR SQRE SQU
SQS SQUARES SQRS
STA STATION STATN STN
STRA STRAVENUE STRAV STRAVEN STRAVN STRVN STRVNUE
STRM STREAM STREME
ST STREET STR STRT
STS STREETS
SMT SUMMIT SUMIT SUMITT
TER TERRACE TERR
TRWY THROUGHWAY
TRCE TRACE TRACES
TRAK TRACK TRACKS TRK TRKS
TRFY TRAFFICWAY
TRL TRAIL TRAILS TRLS
TUNL TUNNEL TUNEL TUNLS TUNNELS TUNNL
TPKE TURNPIKE TRNPK TURNPK
UPAS UNDERPASS
UN UNION
UNS UNIONS
VLY VALLEY VALLY VLLY
VLYS VALLEYS
VIA VIADUCT VDCT VIADCT
VW VIEW
VWS VIEWS
VLG VILLAGE VILL VILLAG VILLG VILLIAGE
VLGS VILLAGES
VL VILLE
VIS VISTA VIST VST VSTA
WALK WALKS
WALL
WAY WY
WAYS
WL WELL
WLS WELLS`

// suffixNames holds two indexes of suffixTable.
type suffixNames struct {
	// abbreviation maps every spelling to its standard abbreviation.
	abbreviation map[string]string
	// primary maps standard abbreviations to primary names.
	primary map[string]string
}

var suffixes = sync.OnceValue(func() suffixNames {
	names := suffixNames{make(map[string]string, 600), make(map[string]string, 256)}
	for line := range strings.SplitSeq(strings.TrimSpace(suffixTable), "\n") {
		spellings := strings.Fields(line)
		abbreviation := spellings[0]
		for _, spelling := range spellings {
			names.abbreviation[spelling] = abbreviation
		}
		if len(spellings) > 1 {
			names.primary[abbreviation] = spellings[1]
		}
	}
	// In these, the second word is just another spelling, because the suffix is
	// its own primary name: PARK must not be spelled out as PARKS.
	for _, name := range []string{"ISLE", "LOOP", "OVAL", "PARK", "PATH", "PIKE", "SPUR", "WALK", "WAY"} {
		delete(names.primary, name)
	}
	return names
})

// suffixOf returns the standard abbreviation for any spelling of a street
// suffix.
func suffixOf(up string) (string, bool) {
	abbreviation, ok := suffixes().abbreviation[up]
	return abbreviation, ok
}

// spelledSuffix returns the primary name for a suffix that is part of a name.
func spelledSuffix(up string) (string, bool) {
	abbreviation, ok := suffixOf(up)
	if !ok {
		return "", false
	}
	if name, ok := suffixes().primary[abbreviation]; ok {
		return name, true
	}
	return abbreviation, true
}

// endsStreet reports whether a suffix is rare in city names, so that it marks
// the end of the street in "100 Oak St Palm Springs".
func endsStreet(abbreviation string) bool {
	switch abbreviation {
	case "ALY", "AVE", "BLVD", "BYP", "CIR", "CSWY", "CT", "CV", "DR", "EXPY", "FWY", "HWY", "LN", "LOOP",
		"PATH", "PIKE", "PKWY", "PL", "PLZ", "RD", "ROW", "RTE", "SQ", "ST", "TER", "TPKE", "TRCE", "TRL",
		"WALK", "WAY", "XING":
		return true
	}
	return false
}

// direction returns the abbreviation of a direction (Publication 28 section
// 233).
func direction(up string) (string, bool) {
	switch up {
	case "N", "NORTH":
		return "N", true
	case "S", "SOUTH":
		return "S", true
	case "E", "EAST":
		return "E", true
	case "W", "WEST":
		return "W", true
	case "NE", "NORTHEAST":
		return "NE", true
	case "NW", "NORTHWEST":
		return "NW", true
	case "SE", "SOUTHEAST":
		return "SE", true
	case "SW", "SOUTHWEST":
		return "SW", true
	}
	return "", false
}

// isDirection reports whether a word is a direction.
func isDirection(up string) bool {
	_, ok := direction(up)
	return ok
}

// compound joins two directions that form one: "NORTH EAST" → "NE".
func compound(first, second string) (string, bool) {
	a, _ := direction(first)
	b, _ := direction(second)
	if (a == "N" || a == "S") && (b == "E" || b == "W") {
		return a + b, true
	}
	return "", false
}

// spelledDirection returns the full word for a direction that is part of a
// name.
func spelledDirection(up string) (string, bool) {
	abbreviation, ok := direction(up)
	if !ok {
		return "", false
	}
	switch abbreviation {
	case "N":
		return "North", true
	case "S":
		return "South", true
	case "E":
		return "East", true
	case "W":
		return "West", true
	case "NE":
		return "Northeast", true
	case "NW":
		return "Northwest", true
	case "SE":
		return "Southeast", true
	}
	return "Southwest", true
}

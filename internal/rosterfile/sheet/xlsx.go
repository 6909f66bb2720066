package sheet

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// workbook is an XLSX file (ECMA-376, transitional or strict). Its sheets are
// read row by row; only the shared strings are kept in memory.
type workbook struct {
	archive *archive
	limits  Limits
	list    []sheet
	date04  bool // days count from 1904
	formats []cellFormat
	strings sharedStrings
	merged  map[string][]merge // by part, once they were read
}

type sheet struct {
	name   string
	part   string
	hidden bool
}

// relation is an entry of a .rels part.
type relation struct {
	kind   string // last element of the type's URL
	target string
}

func openWorkbook(src Source, l Limits) (_ *workbook, err error) {
	defer recoverDamaged(&err)
	a, err := openArchive(src, l)
	if err != nil {
		return nil, err
	}
	w := &workbook{archive: a, limits: l, merged: make(map[string][]merge)}
	if err := w.readParts(); err != nil {
		return nil, refuseXML(err)
	}
	return w, nil
}

// recoverDamaged turns a panic caused by a workbook's content into a refusal.
// The parts have already been checked, so this is a second line of defense: one
// file must not stop the others in a running function.
func recoverDamaged(err *error) {
	if recover() != nil {
		*err = refuseDamaged()
	}
}

func (w *workbook) readParts() error {
	main, err := w.mainPart()
	if err != nil {
		return err
	}
	if err := w.archive.checkKind(main); err != nil {
		return err
	}
	dir, base := path.Split(main)
	rels, err := w.relations(dir+"_rels/"+base+".rels", dir)
	if err != nil {
		return err
	}
	if err := w.readSheets(main, rels); err != nil {
		return err
	}
	for _, r := range rels {
		switch {
		case r.kind == "styles" && w.archive.parts[partName(r.target)] != nil:
			w.formats, err = readFormats(w.archive, r.target)
		case r.kind == "sharedStrings" && w.archive.parts[partName(r.target)] != nil:
			w.strings, err = readSharedStrings(w.archive, r.target, w.limits)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mainPart returns the name of the part that refers to the others, whether or
// not it exists.
func (w *workbook) mainPart() (string, error) {
	main := "xl/workbook.xml"
	if w.archive.parts["_rels/.rels"] == nil {
		return main, nil
	}
	rels, err := w.relations("_rels/.rels", "")
	for _, r := range rels {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	return main, err
}

// relations reads a .rels part. Targets are paths from the root of the archive.
func (w *workbook) relations(part, dir string) (map[string]relation, error) {
	x, err := w.archive.scanSmall(part)
	if err != nil {
		return nil, err
	}
	rels := make(map[string]relation)
	for {
		kind, err := x.next()
		if errors.Is(err, io.EOF) {
			return rels, nil
		}
		if err != nil {
			return nil, err
		}
		if kind != xmlStart || string(x.name) != "Relationship" {
			continue
		}
		target := strings.ReplaceAll(x.attribute("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		rels[x.attribute("Id")] = relation{kind: path.Base(x.attribute("Type")), target: partName(target)}
	}
}

func (w *workbook) readSheets(part string, rels map[string]relation) error {
	x, err := w.archive.scanSmall(part)
	if err != nil {
		return err
	}
	for {
		kind, err := x.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if kind != xmlStart {
			continue
		}
		switch string(x.name) {
		case "workbookPr":
			w.date04 = w.date04 || isTrue(x.attribute("date1904"))
		case "sheet":
			r := rels[x.attribute("id")]
			if r.kind == "worksheet" && w.archive.parts[r.target] != nil && !w.lists(r.target) {
				state := x.attribute("state")
				w.list = append(w.list, sheet{name: x.attribute("name"), part: r.target, hidden: state != "" && state != "visible"})
			}
		}
	}
	if len(w.Sheets()) == 0 {
		return Refuse(RefusedNoSheet, "The workbook has no visible sheet with cells; save the list as XLSX or CSV and send that.")
	}
	return nil
}

// lists reports whether a sheet with the part is already known: a second one
// would only make the same bytes be read again.
func (w *workbook) lists(part string) bool {
	return slices.ContainsFunc(w.list, func(s sheet) bool { return s.part == part })
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }

// Sheets returns the visible sheets in order.
func (w *workbook) Sheets() []string {
	var names []string
	for _, s := range w.list {
		if !s.hidden {
			names = append(names, s.name)
		}
	}
	return names
}

// mergedIn returns the merged cells of the sheet in part.
func (w *workbook) mergedIn(part string) ([]merge, error) {
	if known, ok := w.merged[part]; ok {
		return known, nil
	}
	found, err := readMerges(w.archive, part)
	if err == nil {
		w.merged[part] = found
	}
	return found, err
}

func (w *workbook) Open(name string) (Records, error) {
	for _, s := range w.list {
		if s.name != name || s.hidden {
			continue
		}
		x, err := w.archive.scan(s.part)
		if err != nil {
			return nil, err
		}
		merged, err := w.mergedIn(s.part)
		if err != nil {
			return nil, refuseXML(err)
		}
		return &sheetReader{book: w, name: name, x: x, merges: merges{ahead: merged}}, nil
	}
	return nil, Refuse(RefusedNoSheet, "The workbook has no visible sheet named %q; choose one that it has.", name)
}

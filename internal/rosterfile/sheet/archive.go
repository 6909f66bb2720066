package sheet

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// archive is the zip archive of a workbook that has passed the checks required
// before any part of it is unpacked.
type archive struct {
	parts map[string]*zip.File // by lower-case path
}

// bigPart is the size from which a part's compression ratio counts: small XML
// parts may legitimately compress better than any limit.
const bigPart = 1 << 20

// openArchive checks the number, declared sizes, and compression ratios of the
// parts. Go's reader stops a part that unpacks to more than it declares.
func openArchive(src Source, l Limits) (*archive, error) {
	if n := declaredEntries(src); n > l.ZipEntries {
		return nil, Refuse(RefusedUnzipsTooLarge, "The workbook has more than %d parts; copy the list into a new workbook, save it as XLSX and send that.", l.ZipEntries)
	}
	z, err := zip.NewReader(src, src.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, refuseDamaged()
	}
	a := &archive{parts: make(map[string]*zip.File)}
	total := uint64(0)
	for _, f := range z.File {
		switch {
		case f.Flags&1 != 0:
			return nil, Refuse(RefusedEncrypted, "The archive is protected by a password; send the workbook without one.")
		case f.UncompressedSize64 > uint64(l.UnzippedBytes), total+f.UncompressedSize64 > uint64(l.UnzippedBytes):
			return nil, l.unzipsTooLarge()
		case f.UncompressedSize64 > bigPart && f.UncompressedSize64/max(f.CompressedSize64, 1) > uint64(l.ZipRatio):
			return nil, l.unzipsTooLarge()
		}
		total += f.UncompressedSize64
		name := partName(f.Name)
		if a.parts[name] == nil {
			a.parts[name] = f
		}
	}
	return a, nil
}

func (l Limits) unzipsTooLarge() error {
	return Refuse(RefusedUnzipsTooLarge, "The workbook unpacks to far more than a list needs (limit %d MB); copy the list into a new workbook, save it as XLSX and send that.",
		l.UnzippedBytes>>20)
}

// declaredEntries returns how many parts the archive's directory declares, or 0
// if there is no directory, so that an oversized directory is refused without
// being read.
func declaredEntries(src Source) int {
	const record, longestComment = 22, 1 << 16
	size := min(src.Size(), record+longestComment)
	b := make([]byte, size)
	if _, err := src.ReadAt(b, src.Size()-size); err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	i := strings.LastIndex(string(b), "PK\x05\x06")
	if i < 0 || len(b)-i < record {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[i+10:]))
}

// partName normalizes the name of a part: some programs use backslashes, or
// different case than in their own references.
func partName(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// checkKind refuses archives that are not plain workbooks, based on the type of
// main, the part that refers to the others, and on the parts present.
// Declarations for absent parts do not count: some programs declare every type
// they know.
func (a *archive) checkKind(main string) error {
	types, err := a.partTypes()
	if err != nil {
		return err
	}
	is := func(kinds ...string) bool {
		return slices.ContainsFunc(kinds, func(kind string) bool { return strings.Contains(types.of(main), kind) })
	}
	switch {
	case a.parts["mimetype"] != nil && a.parts["content.xml"] != nil:
		return Refuse(RefusedOtherFormat, "This is an OpenDocument file; save it as XLSX or CSV and send that.")
	case a.parts["index/document.iwa"] != nil || a.parts["index.zip"] != nil:
		return Refuse(RefusedOtherFormat, "This is a Numbers file; export it as XLSX or CSV and send that.")
	case is("wordprocessingml", "presentationml", "ms-word", "ms-powerpoint"):
		return Refuse(RefusedOtherFormat, "This is a document, not a workbook; save the list as XLSX or CSV and send that.")
	case is("sheet.binary"):
		return Refuse(RefusedOtherFormat, "This is a binary workbook (.xlsb); save it as XLSX and send that.")
	case a.holdsMacros(types):
		return Refuse(RefusedMacros, "The workbook holds macros; save it as XLSX (without macros) and send that.")
	case is("macroenabled"):
		return Refuse(RefusedMacros, "This is a workbook of the kind that may hold macros (.xlsm); save it as XLSX and send that.")
	case a.parts[main] == nil && a.parts[typesPart] == nil:
		return Refuse(RefusedOtherFormat, "This file is an archive; unpack it and send the CSV or XLSX inside.")
	}
	return nil
}

// holdsMacros reports whether there is a part with VBA or Excel 4 macros, under
// any name.
func (a *archive) holdsMacros(types partTypes) bool {
	for name := range a.parts {
		kind := types.parts[name]
		if path.Base(name) == "vbaproject.bin" || strings.Contains(kind, "vbaproject") || strings.Contains(kind, "macrosheet") {
			return true
		}
	}
	return false
}

const typesPart = "[content_types].xml"

// partTypes holds the types that an archive declares for its parts, in lower
// case: some by name, the others by extension.
type partTypes struct {
	parts, extensions map[string]string
}

func (c partTypes) of(part string) string {
	if kind, ok := c.parts[part]; ok {
		return kind
	}
	return c.extensions[strings.TrimPrefix(path.Ext(part), ".")]
}

func (a *archive) partTypes() (partTypes, error) {
	types := partTypes{parts: map[string]string{}, extensions: map[string]string{}}
	if a.parts[typesPart] == nil {
		return types, nil
	}
	x, err := a.scanSmall(typesPart)
	if err != nil {
		return types, err
	}
	for {
		kind, err := x.next()
		if errors.Is(err, io.EOF) {
			return types, nil
		}
		if err != nil {
			return types, err
		}
		if kind != xmlStart {
			continue
		}
		declared := strings.ToLower(x.attribute("ContentType"))
		switch string(x.name) {
		case "Override":
			types.parts[partName(x.attribute("PartName"))] = declared
		case "Default":
			types.extensions[strings.ToLower(x.attribute("Extension"))] = declared
		}
	}
}

// maxSmallPart limits the parts that describe other parts.
const maxSmallPart = 1 << 20

// open returns a reader for a part. It need not be closed: parts are unpacked
// in memory.
func (a *archive) open(name string) (io.Reader, error) {
	f := a.parts[partName(name)]
	if f == nil {
		return nil, refuseDamaged()
	}
	r, err := f.Open()
	if err != nil {
		return nil, refuseDamaged()
	}
	return r, nil
}

// scan returns an XML scanner for a part.
func (a *archive) scan(name string) (*xmlScanner, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	x, err := newXMLScanner(r)
	if err != nil {
		return nil, refuseDamaged()
	}
	return x, nil
}

// scanSmall is like scan, for a part whose entries are all kept in memory.
func (a *archive) scanSmall(name string) (*xmlScanner, error) {
	if f := a.parts[partName(name)]; f != nil && f.UncompressedSize64 > maxSmallPart {
		return nil, refuseDamaged()
	}
	return a.scan(name)
}

// refuseXML converts an error from reading a part into one meant for the
// sender.
func refuseXML(err error) error {
	refused := new(RefusedError)
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.Is(err, errDoctype):
		return Refuse(RefusedDoctype, "The workbook declares XML entities, which no spreadsheet program does; copy the list into a new workbook, save it as XLSX and send that.")
	}
	return refuseDamaged()
}

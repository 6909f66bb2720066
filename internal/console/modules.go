package console

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"html"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/brand"
)

//go:embed assets/*.* assets/css assets/js assets/vendor/*.js assets/vendor/*.css assets/vendor/*.txt
var files embed.FS

// site maps a URL path to its asset.
type site map[string]*asset

const pageName = "index.html"

// loadSite turns the embedded files into a site: the page at / and at
// /index.html, the mark at /favicon.ico, everything else below
// /assets/{version}/.
func loadSite(files fs.FS, opts Options) (site, error) {
	contents, err := readFiles(files)
	if err != nil {
		return nil, err
	}
	page, ok := contents[pageName]
	if !ok {
		return nil, errors.New("there is no " + pageName)
	}
	base := "/assets/" + version(contents)
	modules, err := firstModules(contents, "js/main.js")
	if err != nil {
		return nil, err
	}

	s := site{}
	for name, content := range contents {
		if name != pageName {
			s[base+"/"+name] = &asset{name: name, plain: content, cacheControl: cacheForever}
		}
	}
	s["/"] = &asset{name: pageName, plain: fillPage(page, base, modules, opts.Support), cacheControl: cacheRevalidate}
	s["/index.html"] = s["/"]
	s["/favicon.ico"] = &asset{name: "favicon.ico", plain: brand.Favicon, cacheControl: cacheOneDay}
	return s, nil
}

// readFiles collects the files, and the shared parts of the brand.
func readFiles(files fs.FS) (map[string][]byte, error) {
	contents := map[string][]byte{}
	root, err := fs.Sub(files, "assets")
	if err != nil {
		return nil, err
	}
	contents["css/tokens.css"], contents["icon.svg"] = brand.CSS(), brand.Icon
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		contents[name], err = fs.ReadFile(root, name)
		return err
	})
	return contents, err
}

// version returns a hash over all names and contents. It is computed whenever a
// function starts, so contents go through checksums that processors compute:
// two of 32 bits, which are as much as is used of the hash.
func version(contents map[string][]byte) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		content := contents[name]
		fmt.Fprintf(sum, "%s %d %08x %08x\n", name, len(content), crc32.ChecksumIEEE(content), crc32.Checksum(content, castagnoli))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// fillPage inserts into the page what is only known at run time. We write the
// page ourselves; the support contact is the only foreign text, and is escaped.
func fillPage(page []byte, base string, modules []string, support string) []byte {
	preload := make([]string, len(modules))
	for i, name := range modules {
		preload[i] = fmt.Sprintf(`<link rel="modulepreload" href="%s/%s">`, base, name)
	}
	return []byte(strings.NewReplacer(
		"{{base}}", base,
		"{{support}}", html.EscapeString(support),
		"{{preload}}", strings.Join(preload, "\n    "),
	).Replace(string(page)))
}

// staticImports returns the paths in the import and export statements of one of
// our own modules, which reference each other by relative paths. A dynamic
// import() is not among them: what it loads is not part of the first view.
func staticImports(module []byte) []string {
	var found []string
	for len(module) > 0 {
		statement, isImport := bytes.CutPrefix(module, []byte("import "))
		statement, isExport := bytes.CutPrefix(statement, []byte("export "))
		if isImport || isExport {
			if path, ok := importedBy(statement); ok {
				found = append(found, path)
			}
		}
		_, module, _ = bytes.Cut(module, []byte("\n"))
	}
	return found
}

// importedBy returns the path that a statement imports from.
func importedBy(statement []byte) (string, bool) {
	start := bytes.IndexAny(statement, `'";`)
	if start < 0 || statement[start] != '\'' {
		return "", false
	}
	names, path := statement[:start], statement[start+1:]
	if len(names) > 0 && !bytes.HasSuffix(names, []byte(" from ")) {
		return "", false
	}
	path, rest, _ := bytes.Cut(path, []byte("'"))
	relative := bytes.HasPrefix(path, []byte("./")) || bytes.HasPrefix(path, []byte("../"))
	return string(path), relative && bytes.HasPrefix(rest, []byte(";"))
}

// firstModules lists the modules that entry needs before it can run, itself
// first, so that the page can fetch them all at once instead of level by level.
// A path that does not resolve is an error.
func firstModules(contents map[string][]byte, entry string) ([]string, error) {
	var found []string
	waiting := []string{entry}
	for len(waiting) > 0 {
		name := waiting[0]
		waiting = waiting[1:]
		if slices.Contains(found, name) {
			continue
		}
		content, ok := contents[name]
		if !ok {
			return nil, fmt.Errorf("no module %s", name)
		}
		found = append(found, name)
		if strings.HasPrefix(name, "vendor/") {
			continue
		}
		for _, imported := range staticImports(content) {
			waiting = append(waiting, path.Join(path.Dir(name), imported))
		}
	}
	return found, nil
}

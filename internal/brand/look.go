package brand

// Look is how a community presents itself. The zero value is Communitrak's own.
type Look struct {
	// Palette is the zero value without a color of the community's own.
	Palette Palette
	// Welcome is one line that greets residents; may be empty.
	Welcome string
	// LogoURL is where the logo is, or empty without one. Its size is in
	// pixels.
	LogoURL       string
	Width, Height int
}

// HasColor reports whether the community has a color of its own.
func (l Look) HasColor() bool { return l.Palette != Palette{} }

// Colors returns the community's palette, or Communitrak's own without one.
func (l Look) Colors() Palette {
	if !l.HasColor() {
		return Own()
	}
	return l.Palette
}

package rosterfile

import "unicode/utf16"

func utf16Units(s string) []uint16 { return utf16.Encode([]rune(s)) }

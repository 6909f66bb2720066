// Package letter draws invitations on paper: letters, one to a page, and cards,
// four to a page, as a PDF in US Letter.
//
// # The window
//
// A letter is folded in three and goes into a #10 window envelope, 4 1/8 by
// 9 1/2 inches, whose window is 1 1/8 by 4 1/2 inches, 7/8 inch from the left and
// 1/2 inch from the bottom, as stationers sell it. Folded to a third, 3 2/3
// inches, the sheet has 0.46 inch of play in height and an inch in width. Wherever
// it slides, the window shows what lies between 2.5 and 3.17 inches from the top
// and 0.875 and 4.375 inches from the left. The address stays in there, with the
// 1/8 inch to the edges that the Postal Service asks for (DMM 202, 5.0). What the
// window may show besides it (between 2.04 and 3.63 inches) is left blank, so that
// no code is read through it.
//
// # Names
//
// The font is Liberation Sans: Latin with all its accents, Vietnamese included,
// Greek and Cyrillic. There is no Chinese, Japanese, Korean, Arabic, Hebrew or
// Indic in it, and text from right to left is not set. [Shows] tells before
// anything is drawn; no letter is drawn with a box or a gap in a name.
//
// A file depends on nothing but what it is made from, its date included: the same
// letters are the same bytes.
package letter

// Package letter draws printed invitations as a US Letter PDF: letters, one per
// page, or cards, four per page.
//
// # The window
//
// A letter is folded in three and goes into a #10 window envelope, 4 1/8 by 9
// 1/2 inches. The standard window is 1 1/8 by 4 1/2 inches, 7/8 inch from the
// left and 1/2 inch from the bottom. Folded to a third, 3 2/3 inches, the sheet
// has 0.46 inch of vertical play and an inch of horizontal play. However it
// slides, the window always shows the area between 2.5 and 3.17 inches from the
// top and 0.875 and 4.375 inches from the left. The address stays inside that
// area, with the 1/8 inch of clearance that the Postal Service requires (DMM
// 202, 5.0). Everything else the window might show (between 2.04 and 3.63
// inches) is left blank, so that no code can be read through it.
//
// # Names
//
// The font is Liberation Sans: Latin with all its accents, including
// Vietnamese, Greek, and Cyrillic. It has no Chinese, Japanese, Korean, Arabic,
// Hebrew, or Indic glyphs, and right-to-left text is not supported. [Shows]
// reports this before anything is drawn; no letter is drawn with a box or a gap
// in a name.
//
// The output depends only on its input, including the date: the same letters
// produce the same bytes.
package letter

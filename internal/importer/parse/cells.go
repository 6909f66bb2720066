package parse

import (
	"slices"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// cells are the cells of a row, with what its columns mean.
type cells struct {
	row rosterfile.Row
	of  *sources
}

// ToCorrect returns the cells that the reasons of a result point to, and the
// cells of its person that were corrected.
func (c cells) ToCorrect(result roster.RowResult) []roster.Cell {
	if c.row.Problem != nil || c.row.Skipped != "" || c.of == nil {
		return nil
	}
	wanted := map[int]bool{}
	person := result.Person % (rosterfile.MaxPeople + 1)
	if result.Result == roster.RowAttention {
		for _, why := range slices.Concat([]roster.RowReason{result.RowReason}, result.FurtherReasons) {
			for _, i := range c.meant(why, max(person, 1)) {
				wanted[i] = true
			}
		}
	}
	for _, was := range c.row.Corrected {
		if of := c.of.columns[was.Cell].Person(); of == 0 || of == person || person == 0 {
			wanted[was.Cell] = true
		}
	}
	var all []roster.Cell
	for i, column := range c.of.columns {
		if value := c.row.Cells[i]; wanted[i] && len(value) <= rosterfile.MaxCorrectionBytes {
			cell := roster.Cell{Column: c.row.Column(i), Heading: Clip(column.Name(), MaxValue), Value: value}
			if cell.Was, cell.Corrected = c.row.Was(i); cell.Corrected {
				cell.Was = Clip(cell.Was, MaxValue)
			}
			all = append(all, cell)
		}
	}
	return all
}

// meant returns the columns that a reason refers to: for a name or a home, all
// that hold a part of it.
func (c cells) meant(why roster.RowReason, person int) []int {
	i := c.headed(why.Column, person)
	switch {
	case i < 0:
		return nil
	case why.Code == CodeDiffers:
		return slices.Concat([]int{i}, c.of.names[person], c.of.homes)
	case c.of.columns[i].NamesPerson() > 0:
		return c.of.names[c.of.columns[i].NamesPerson()]
	case c.of.columns[i].NamesHome():
		return c.of.homes
	default:
		return []int{i}
	}
}

// headed returns the column with that heading that is about the person or the
// home, or -1 if there are none or several.
func (c cells) headed(heading string, person int) int {
	found := -1
	for i, column := range c.of.columns {
		if heading == "" || column.Field == "" || column.Secret || column.Name() != heading {
			continue
		}
		if of := column.Person(); of != 0 && of != person {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

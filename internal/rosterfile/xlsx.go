package rosterfile

func openWorkbook(src Source, l Limits) (input, error) { return nil, refuseDamaged() }

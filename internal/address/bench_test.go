package address

import "testing"

func BenchmarkStandardize(b *testing.B) {
	for b.Loop() {
		if _, err := Standardize(Street{Street: "114 juniper court apt 2, mesa az 85201"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("220 West Palo Verde Drive #4, Mesa, AZ 85201")
	}
}

func BenchmarkIdentity(b *testing.B) {
	s := Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}
	for b.Loop() {
		s.Identity()
	}
}

func BenchmarkAlike(b *testing.B) {
	a := Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}
	c := Street{"114 Juniper St", "Apt 2", "Mesa", "AZ", "85201"}
	for b.Loop() {
		a.Likeness().Alike(c.Likeness())
	}
}

// Package app is what every program of the system shares: settings, logger, AWS
// clients, keys, and the way from a Lambda event to an http.Handler. It knows no
// table, route or mail.
//
// A main reads its settings, builds its clients from them and serves:
//
//	func main() { app.Main(serve) }
//
//	func serve(s *app.Settings) error {
//		table := s.Required("TABLE_NAME")
//		cloud := app.NewAWS(s)
//		if err := s.Err(); err != nil {
//			return err
//		}
//		return app.ServeHTTP(s, api.Members(cloud.DynamoDB(), table))
//	}
package app

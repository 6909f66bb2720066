// Package app contains what all programs of the system share: settings, the
// logger, AWS clients, keys, and the path from a Lambda event to an
// http.Handler. It knows nothing about tables, routes, or mails.
//
// A main reads its settings, builds its clients from them, and serves:
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

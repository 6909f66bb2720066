// Package app contains what all programs of the system share: settings, the
// logger, AWS clients, keys, and the path from a Lambda event to an
// http.Handler. It knows nothing about tables, routes, or mails.
//
// A main reads its settings, builds its clients from them, and serves; what is
// missing is reported when it starts to serve, all at once:
//
//	func main() { app.Main(serve) }
//
//	func serve(s *app.Settings) error {
//		store := dynamo.NewStore(dynamodbclient.New(app.NewAWS(s)), s.Required("TABLE"))
//		return app.ServeHTTP(s, api.Members(store))
//	}
package app

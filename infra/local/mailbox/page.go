package mailbox

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"at":    func(t time.Time) string { return t.Format("2 January 2006, 15:04:05 UTC") },
	"links": links,
	"fate":  outcomeLabel,
}).Parse(pageSource))

// shown is how many mails the page lists; mailbox.json has them all.
const shown = 200

// Handler serves the mailbox page, its mails as JSON, and POST
// /_local/ses-event, which simulates what SES would report about a mail.
func (b *Mailbox) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_local/mailbox", b.showList)
	mux.HandleFunc("GET /_local/mailbox.json", b.serveJSON)
	mux.HandleFunc("GET /_local/mailbox/{id}", b.showMail)
	mux.HandleFunc("GET /_local/mailbox/{id}/html", b.showHTML)
	mux.HandleFunc("POST /_local/ses-event", b.playEvent)
	return mux
}

func (b *Mailbox) showList(w http.ResponseWriter, _ *http.Request) {
	mails := b.Mails()
	total := len(mails)
	mails = mails[max(0, total-shown):]
	slices.Reverse(mails)
	b.render(w, map[string]any{"Mails": mails, "Total": total})
}

func (b *Mailbox) showMail(w http.ResponseWriter, r *http.Request) {
	m := b.find(r.PathValue("id"))
	if m == nil {
		http.NotFound(w, r)
		return
	}
	b.render(w, map[string]any{"Mail": m})
}

func (b *Mailbox) render(w http.ResponseWriter, view map[string]any) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var out strings.Builder
	if err := page.Execute(&out, view); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'")
	// A client that has gone away does not need the answer.
	_, _ = w.Write([]byte(out.String()))
}

// showHTML serves the mail's HTML in a sandbox, since others wrote it.
func (b *Mailbox) showHTML(w http.ResponseWriter, r *http.Request) {
	m := b.find(r.PathValue("id"))
	if m == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'")
	_, _ = w.Write([]byte(`<base target="_blank">` + m.HTML))
}

func (b *Mailbox) serveJSON(w http.ResponseWriter, r *http.Request) {
	mails := b.Mails()
	if to := r.URL.Query().Get("to"); to != "" {
		mails = slices.DeleteFunc(mails, func(m *Mail) bool { return !strings.EqualFold(m.To, to) })
	}
	if mails == nil {
		mails = []*Mail{}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	// A client that has gone away does not need the answer.
	_ = json.NewEncoder(w).Encode(mails)
}

func (b *Mailbox) playEvent(w http.ResponseWriter, r *http.Request) {
	var body struct {
		ID   string `json:"id"`
		Type string `json:"type"`
		detail
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<12)).Decode(&body); err != nil || body.Type == "" {
		http.Error(w, `send {"id":"…","type":"delivery"}, bounce or complaint`, http.StatusBadRequest)
		return
	}
	m := b.find(body.ID)
	if m == nil {
		http.Error(w, "no mail of that id", http.StatusNotFound)
		return
	}
	kind := EventType(strings.ToUpper(body.Type[:1]) + strings.ToLower(body.Type[1:]))
	if _, err := newEvent(m, kind, body.detail, b.options.Now()); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := b.report(r.Context(), m, kind, body.detail); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

var link = regexp.MustCompile(`https?://[^\s<>"]+`)

// links returns the addresses in the mail's text.
func links(m *Mail) []string { return link.FindAllString(m.Text, -1) }

// outcomeLabel names the last thing that the mailbox does with a mail by itself.
func outcomeLabel(m *Mail) string {
	steps := outcome(m.To)
	last := steps[len(steps)-1]
	if last.detail.BounceSubType == suppressed.BounceSubType {
		return "suppressed"
	}
	return map[EventType]string{Delivery: "delivered", Bounce: "bounced", Complaint: "complained"}[last.event]
}

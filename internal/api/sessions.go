package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

type credentials struct {
	Email    string `json:"email" maxLength:"320"`
	Password string `json:"password" maxLength:"1024"`
	OTP      string `json:"otp,omitempty" maxLength:"64" doc:"Support's second factor: what the app shows, or a recovery code"`
}

// SessionAnswer is a session with its token. It is exported because the
// description shows only exported embedded fields.
type SessionAnswer struct {
	Token string `json:"token" doc:"bearer token; shown once"`
	Me
}

// Me is the signed-in person, and their role in each community.
type Me struct {
	ExpiresAt   time.Time          `json:"expiresAt" doc:"end of the session if it is used until then"`
	Account     accountAnswer      `json:"account"`
	Memberships []membershipAnswer `json:"memberships"`
	Support     string             `json:"support" doc:"how to reach Support"`
	MailSandbox bool               `json:"mailSandbox,omitempty" doc:"told to Support: the mail service sends to verified addresses only"`
	// RecoveryCodesLeft is nil for an account without a second factor.
	RecoveryCodesLeft *int `json:"recoveryCodesLeft,omitempty" doc:"of a second factor; left out where there is none"`
}

type accountAnswer struct {
	ID        string `json:"id"`
	Email     string `json:"email"`
	Staff     bool   `json:"staff"`
	Confirmed bool   `json:"confirmed" doc:"the mailbox is proved"`
}

type membershipAnswer struct {
	Community   CommunityRef        `json:"community"`
	Look        lookAnswer          `json:"look"`
	Member      string              `json:"member"`
	Role        roster.Role         `json:"role"`
	Permissions []roster.Permission `json:"permissions"`
	TimeZone    string              `json:"timeZone" doc:"of the community"`
}

// CommunityRef identifies a community.
type CommunityRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Open bool   `json:"open" doc:"false while the Black Curtain is on"`
}

// SessionOperations registers those of the session function.
func SessionOperations(a *API) {
	a.factorOperations()
	Post(a, public, ignoresKey, huma.Operation{OperationID: "sign-in", Path: "/v1/sessions", DefaultStatus: http.StatusCreated,
		Summary: "Sign in", Description: "Support signs in with a second factor as well: 401 otp_required without its code, otp_refused with a wrong or used one, otp_not_enrolled before there is one.",
		Metadata: Showing(Refuses("invalid_credentials", "otp_required", "otp_refused", "otp_not_enrolled", "no_membership", "community_not_open", "too_many_tries"))}, a.signIn)
	Register(a, signingOut, huma.Operation{OperationID: "sign-out", Method: http.MethodDelete, Path: "/v1/sessions/current", Summary: "Sign out"}, a.signOut)
	Register(a, signedIn, huma.Operation{OperationID: "me", Method: http.MethodGet, Path: "/v1/me", Summary: "Who is signed in, and as what in which communities"}, a.me)
	Register(a, signedIn, huma.Operation{OperationID: "list-sessions", Method: http.MethodGet, Path: "/v1/sessions",
		Summary: "List one's own sessions that are open, this one first", Description: "Without paging: the latest 100 at most."}, a.listSessions)
	Register(a, signedIn, huma.Operation{OperationID: "sign-out-elsewhere", Method: http.MethodDelete, Path: "/v1/sessions/others",
		Summary: "End all of one's other sessions"}, a.signOutElsewhere)
	PostOnce(a, public, huma.Operation{OperationID: "lose-password", Path: "/v1/passwords/lost", DefaultStatus: http.StatusAccepted,
		Summary: "Ask for a link that sets a new password", Description: "The answer is the same for every email, and promises no mail: limits may hold it back.",
		Metadata: Refuses("too_many_tries")}, a.requestPasswordReset, nil, replayNothing)
	PostOnce(a, public, huma.Operation{OperationID: "reset-password", Path: "/v1/passwords", DefaultStatus: http.StatusNoContent,
		Summary:  "Set a new password by the link in the mail",
		Metadata: Refuses("link_invalid", "too_many_tries")}, a.resetPassword, nil, replayNothing)
	Register(a, signedIn, huma.Operation{OperationID: "change-password", Method: http.MethodPut, Path: "/v1/me/password", DefaultStatus: http.StatusNoContent,
		Summary:  "Change the password; other sessions end",
		Metadata: Refuses("too_many_tries")}, a.changePassword)
}

func (a *API) signIn(ctx context.Context, in *Body[credentials]) (*Body[SessionAnswer], error) {
	email, err := contact.ParseEmail(in.Body.Email)
	if err != nil {
		email = "" // nobody's; it takes as long and answers the same
	}
	var token account.Token
	var s account.SignedIn
	err = a.limitGuesses(ctx, func() (err error) {
		token, s, err = a.Accounts.SignIn(ctx, email.Reveal(), secret.Password(in.Body.Password), in.Body.OTP)
		return err
	})
	if err != nil {
		return nil, err
	}
	return Answer(SessionAnswer{token.Reveal(), a.meOf(s)}), nil
}

func (a *API) meOf(s account.SignedIn) Me {
	m := Me{
		ExpiresAt: s.Session.EndsAt.UTC(),
		Account:   accountAnswer{s.Account.Person, s.Account.Email, s.Account.Staff, s.Account.Confirmed},
		Support:   a.Support, Memberships: []membershipAnswer{}, MailSandbox: a.MailSandbox && s.Account.Staff,
	}
	if s.Account.Factor.Seed != "" {
		left := len(s.Account.Factor.Recovery)
		m.RecoveryCodesLeft = &left
	}
	for _, membership := range s.Memberships {
		c := membership.Community
		m.Memberships = append(m.Memberships, membershipAnswer{CommunityRef{c.ID, c.Name, c.Open()}, lookOf(c.Preferences.Branding), membership.Member, membership.Role, membership.Role.Permissions(), c.Preferences.TimeZone})
	}
	return m
}

func (a *API) signOut(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, a.Accounts.SignOut(ctx, identityOf(ctx).token)
}

type ownSession struct {
	CreatedAt time.Time `json:"createdAt"`
	SeenAt    time.Time `json:"seenAt" doc:"when it was last used, to five minutes"`
	Current   bool      `json:"current" doc:"the one that asks"`
}

func (a *API) listSessions(ctx context.Context, _ *struct{}) (*Body[ListPage[ownSession]], error) {
	id := identityOf(ctx)
	sessions, err := a.Accounts.Sessions(ctx, id.session, id.account)
	if err != nil {
		return nil, err
	}
	var items []ownSession
	for _, s := range sessions {
		items = append(items, ownSession{s.CreatedAt.UTC(), s.SeenAt.UTC(), s.ID == id.session.ID})
	}
	return Answer(PageOf(items, "")), nil
}

func (a *API) signOutElsewhere(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, a.Accounts.SignOutElsewhere(ctx, identityOf(ctx).session)
}

func (a *API) me(ctx context.Context, _ *struct{}) (*Body[Me], error) {
	id := identityOf(ctx)
	return Answer(a.meOf(account.SignedIn{Session: id.session, Account: id.account, Memberships: membershipsOf(ctx)})), nil
}

type emailInput struct {
	Email string `json:"email" maxLength:"320"`
}

func (a *API) requestPasswordReset(ctx context.Context, in *Body[emailInput]) (*struct{}, error) {
	if err := a.limitMails(ctx); err != nil {
		return nil, err
	}
	email, err := contact.ParseEmail(in.Body.Email)
	if err != nil {
		return nil, nil // nobody's; the response is the same
	}
	return nil, a.Accounts.LostPassword(ctx, email.Reveal())
}

type resetInput struct {
	Token    string `json:"token" maxLength:"128"`
	Password string `json:"password" maxLength:"1024"`
}

func (a *API) resetPassword(ctx context.Context, in *Body[resetInput]) (*struct{}, error) {
	return nil, a.reset(ctx, in.Body.Token, secret.Password(in.Body.Password))
}

// reset sets a new password through the emailed link. The password is checked
// before anything is counted.
func (a *API) reset(ctx context.Context, token string, pw secret.Password) error {
	if err := a.Accounts.CheckPassword("password", pw, ""); err != nil {
		return err
	}
	return a.limitGuesses(ctx, func() error { return a.Accounts.ResetPassword(ctx, token, pw) })
}

type changeInput struct {
	Old string `json:"old" maxLength:"1024"`
	New string `json:"new" maxLength:"1024"`
}

func (a *API) changePassword(ctx context.Context, in *Body[changeInput]) (*struct{}, error) {
	return nil, a.Accounts.ChangePassword(ctx, identityOf(ctx).token, secret.Password(in.Body.Old), secret.Password(in.Body.New))
}

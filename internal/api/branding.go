package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/roster"
)

// lookAnswer is a community's branding. What it has not chosen is null, and
// Communitrak's own look is used.
type lookAnswer struct {
	Logo    *logoAnswer    `json:"logo"`
	Welcome *string        `json:"welcome" doc:"one line that greets residents"`
	Palette *paletteAnswer `json:"palette" doc:"made of the community's color"`
}

type logoAnswer struct {
	URL    string `json:"url" doc:"a path of this server, served to everybody who knows it" example:"/page/logo/k2v9xw3dtn5mra8qe1hz7bcy4s"`
	Width  int    `json:"width" doc:"in pixels" example:"320"`
	Height int    `json:"height" doc:"in pixels" example:"80"`
}

type paletteAnswer struct {
	Action       string `json:"action" doc:"of a button on a light screen" example:"#1f6f54"`
	OnAction     string `json:"onAction" doc:"of the words on it" example:"#ffffff"`
	DarkAction   string `json:"darkAction" doc:"of a button on a dark screen" example:"#2f8f6f"`
	DarkOnAction string `json:"darkOnAction" doc:"of the words on it" example:"#000000"`
}

func lookOf(b roster.Branding) lookAnswer {
	look := b.Look("")
	out := lookAnswer{Logo: logoOf(look), Welcome: optional(look.Welcome)}
	if look.HasColor() {
		palette := paletteAnswer(look.Palette)
		out.Palette = &palette
	}
	return out
}

func logoOf(look brand.Look) *logoAnswer {
	if look.LogoURL == "" {
		return nil
	}
	return &logoAnswer{look.LogoURL, look.Width, look.Height}
}

// maxLogo is the maximum size of a request with a picture, in bytes. The
// picture is base64, and may be larger than what is stored of it.
const maxLogo = 512 << 10

// logoPath matches the path that pictures are uploaded to.
const logoPath = "/v1/communities/?*/logo"

func (a *API) lookOperations(readLogo LogoReader) {
	Register(a, Requires(roster.ManagePreferences), huma.Operation{OperationID: "set-logo", Method: http.MethodPut, Path: "/v1/communities/{c}/logo", MaxBodyBytes: maxLogo,
		Summary: "Set the community's logo", Description: "PNG or JPEG, 512 pixels wide and high and 64 kB at most. Of the file nothing is kept but the picture. The logo before it is deleted."},
		func(ctx context.Context, in *logoRequest) (*Body[preferences], error) {
			return a.setLogo(ctx, in, readLogo)
		})
	Register(a, Requires(roster.ManagePreferences), huma.Operation{OperationID: "remove-logo", Method: http.MethodDelete, Path: "/v1/communities/{c}/logo",
		Summary: "Remove the community's logo"}, a.removeLogo)
}

type logoInput struct {
	Image []byte `json:"image" doc:"the file, in base64"`
}

type logoRequest struct {
	InCommunity
	Body logoInput
}

// LogoReader returns the picture in an uploaded file. Of the functions only
// members needs one.
type LogoReader func(file []byte) (roster.LogoPicture, error)

func (a *API) setLogo(ctx context.Context, in *logoRequest, readLogo LogoReader) (*Body[preferences], error) {
	picture, err := readLogo(in.Body.Image)
	if err != nil {
		return nil, err
	}
	who := ActingIn(ctx)
	c, err := a.Rules.SetLogo(ctx, who.By, who.Community.ID, picture)
	if err != nil {
		return nil, err
	}
	return Answer(preferencesOf(c.Preferences)), nil
}

func (a *API) removeLogo(ctx context.Context, _ *InCommunity) (*Body[preferences], error) {
	who := ActingIn(ctx)
	c, err := a.Rules.RemoveLogo(ctx, who.By, who.Community.ID)
	if err != nil {
		return nil, err
	}
	return Answer(preferencesOf(c.Preferences)), nil
}

// isID reports whether id has the form of an ID; nothing else is looked up.
func isID(id string) bool {
	return len(id) == 26 && strings.Trim(id, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}

// serveLogo returns a picture, which emails load wherever they are read. Its ID
// identifies its content, so it may be cached.
func (a *API) serveLogo(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	id := r.PathValue("id")
	if !isID(id) {
		http.NotFound(w, r)
		return
	}
	picture, err := a.Store.Logo(r.Context(), id)
	if err != nil {
		p := a.problemOf(r.Context(), err)
		http.Error(w, p.Title, p.Status)
		return
	}
	h := w.Header()
	h.Set("Content-Type", picture.Type)
	h.Set("Content-Length", strconv.Itoa(len(picture.Bytes)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Robots-Tag", "noindex")
	if r.Method != http.MethodHead {
		_, _ = w.Write(picture.Bytes) // the reader may be gone; there is nobody to tell
	}
}

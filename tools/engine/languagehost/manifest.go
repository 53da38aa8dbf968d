package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// manifest is the part of package.json that says what a package is and what it needs.
type manifest struct {
	Name                 string            `json:"name"`
	Version              string            `json:"version"`
	Dependencies         map[string]string `json:"dependencies"`
	DevDependencies      map[string]string `json:"devDependencies"`
	OptionalDependencies map[string]string `json:"optionalDependencies"`
	PeerDependencies     map[string]string `json:"peerDependencies"`
	Pulumi               struct {
		Resource bool   `json:"resource"`
		Name     string `json:"name"`
		Version  string `json:"version"`
		Server   string `json:"server"`
	} `json:"pulumi"`
}

// readManifest reads the package.json of a directory; ok is false where there is none that can be read.
func readManifest(directory string) (found manifest, ok bool) {
	text, err := os.ReadFile(filepath.Join(directory, "package.json"))
	if err != nil {
		return manifest{}, false
	}
	if json.Unmarshal(text, &found) != nil {
		return manifest{}, false
	}
	return found, true
}

// packageRoot is the nearest directory upwards with a package.json, or "".
func packageRoot(directory string) string {
	for _, candidate := range upwards(directory) {
		if _, err := os.Stat(filepath.Join(candidate, "package.json")); err == nil {
			return candidate
		}
	}
	return ""
}

// findPackage is node's own look-up: the nearest node_modules upwards that holds the package, with links followed,
// so that the look-up of its own dependencies starts where it really lives (workspaces, pnpm). "" if nowhere.
func findPackage(name, from string) string {
	for _, directory := range upwards(from) {
		if filepath.Base(directory) == "node_modules" {
			continue
		}
		candidate := filepath.Join(directory, "node_modules", filepath.FromSlash(name))
		if _, err := os.Stat(filepath.Join(candidate, "package.json")); err != nil {
			continue
		}
		if real, err := filepath.EvalSymlinks(candidate); err == nil {
			return real
		}
	}
	return ""
}

// upwards lists a directory and all those above it.
func upwards(directory string) []string {
	if absolute, err := filepath.Abs(directory); err == nil {
		directory = absolute
	}
	list := []string{directory}
	for parent := filepath.Dir(directory); parent != directory; parent = filepath.Dir(directory) {
		list = append(list, parent)
		directory = parent
	}
	return list
}

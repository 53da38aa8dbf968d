package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// tree writes files given by path and content under a new folder, and links for contents that begin with "->".
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for path, content := range files {
		full := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if len(content) > 2 && content[:2] == "->" {
			err = os.Symlink(content[2:], full)
		} else {
			err = os.WriteFile(full, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const (
	auth0  = `{"name":"@pulumi/auth0","version":"3.49.0","pulumi":{"resource":true,"name":"auth0"}}`
	random = `{"name":"@pulumi/random","version":"4.1.0","pulumi":{"resource":true}}`
	third  = `{"name":"third","version":"1.0.0","pulumi":{"resource":true,"name":"other","version":"v2.0.0","server":"https://x"}}`
)

func TestRequiredPlugins(t *testing.T) {
	for name, test := range map[string]struct {
		files   map[string]string
		program string
		want    []plugin
	}{
		"direct, development and transitive dependencies": {
			files: map[string]string{
				"package.json": `{"dependencies":{"lib":"1"},"devDependencies":{"@pulumi/auth0":"3"}}`,
				"node_modules/@pulumi/auth0/package.json":                   auth0,
				"node_modules/lib/package.json":                             `{"dependencies":{"@pulumi/random":"4"}}`,
				"node_modules/lib/node_modules/@pulumi/random/package.json": random,
			},
			want: []plugin{{"auth0", "v3.49.0", ""}, {"random", "v4.1.0", ""}},
		},
		"development dependencies of a dependency do not count": {
			files: map[string]string{
				"package.json":                             `{"dependencies":{"lib":"1"}}`,
				"node_modules/lib/package.json":            `{"devDependencies":{"@pulumi/random":"4"}}`,
				"node_modules/@pulumi/random/package.json": random,
			},
		},
		"hoisted to the workspace root, from a folder below the package": {
			program: "stacks/dev",
			files: map[string]string{
				"package.json":                             `{"workspaces":["stacks","lib"],"dependencies":{"@pulumi/random":"4"}}`,
				"stacks/package.json":                      `{"dependencies":{"lib":"1"}}`,
				"stacks/dev/index.ts":                      "",
				"lib/package.json":                         `{"peerDependencies":{"@pulumi/auth0":"3"}}`,
				"node_modules/lib":                         "->../lib",
				"node_modules/@pulumi/auth0/package.json":  auth0,
				"node_modules/@pulumi/random/package.json": random,
			},
			want: []plugin{{"auth0", "v3.49.0", ""}},
		},
		"pnpm's links": {
			files: map[string]string{
				"package.json": `{"dependencies":{"lib":"1"}}`,
				"node_modules/.pnpm/lib@1/node_modules/lib/package.json":             `{"dependencies":{"@pulumi/auth0":"3"}}`,
				"node_modules/.pnpm/lib@1/node_modules/@pulumi/auth0":                "->../../../auth0@3/node_modules/@pulumi/auth0",
				"node_modules/.pnpm/auth0@3/node_modules/@pulumi/auth0/package.json": auth0,
				"node_modules/lib": "->.pnpm/lib@1/node_modules/lib",
			},
			want: []plugin{{"auth0", "v3.49.0", ""}},
		},
		"a circle of dependencies ends": {
			files: map[string]string{
				"package.json":                    `{"dependencies":{"a":"1"}}`,
				"node_modules/a/package.json":     `{"dependencies":{"b":"1"}}`,
				"node_modules/b/package.json":     `{"dependencies":{"a":"1","third":"1"}}`,
				"node_modules/third/package.json": third,
			},
			want: []plugin{{"other", "v2.0.0", "https://x"}},
		},
		"without package.json what is installed counts": {
			files: map[string]string{
				"index.js": "",
				"node_modules/@pulumi/auth0/package.json": auth0,
				"node_modules/third/package.json":         third,
				"node_modules/.bin/tsc":                   "",
			},
			want: []plugin{{"auth0", "v3.49.0", ""}, {"other", "v2.0.0", "https://x"}},
		},
		"not installed, unreadable and unnamed packages are passed over": {
			files: map[string]string{
				"package.json":                      `{"dependencies":{"gone":"1","broken":"1","unnamed":"1"}}`,
				"node_modules/broken/package.json":  `{`,
				"node_modules/unnamed/package.json": `{"name":"unnamed","version":"1.0.0","pulumi":{"resource":true}}`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := requiredPlugins(filepath.Join(tree(t, test.files), filepath.FromSlash(test.program)))
			if len(got) != 0 || len(test.want) != 0 {
				if !reflect.DeepEqual(got, test.want) {
					t.Errorf("got %v, want %v", got, test.want)
				}
			}
		})
	}
}

package main

import (
	"reflect"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
)

func TestParseOptions(t *testing.T) {
	for name, test := range map[string]struct {
		values map[string]any
		want   options
	}{
		"defaults": {nil, options{typescript: true, nodeArgs: []string{}, packageManager: npm.AutoPackageManager}},
		"all": {
			map[string]any{
				"typescript": false, "tsconfig": "a.json", "nodeargs": `--title 'a b' -r x`, "packagemanager": "pnpm",
				"production": true, "unknown": 1,
			},
			options{
				tsconfig: "a.json", nodeArgs: []string{"--title", "a b", "-r", "x"},
				packageManager: npm.PnpmPackageManager, production: true,
			},
		},
	} {
		got, err := parseOptions(test.values)
		if err != nil || len(got.nodeArgs) != len(test.want.nodeArgs) {
			t.Errorf("%s: got %v, %v", name, got, err)
			continue
		}
		if len(got.nodeArgs) == 0 {
			got.nodeArgs = test.want.nodeArgs
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
	}
}

func TestParseOptionsRefuses(t *testing.T) {
	for name, values := range map[string]map[string]any{
		"typescript":     {"typescript": "yes"},
		"tsconfig":       {"tsconfig": 1},
		"nodeargs":       {"nodeargs": `--title 'open`},
		"packagemanager": {"packagemanager": "pip"},
		"production":     {"production": "no"},
	} {
		if _, err := parseOptions(values); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

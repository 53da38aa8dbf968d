package main

import (
	"fmt"

	"github.com/google/shlex"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
)

// options are the `runtime.options` of Pulumi.yaml that the official Node.js host knows (facts/pulumi.md 1.3).
// Others are ignored, as it does.
type options struct {
	typescript     bool     // load TypeScript through ts-node; default true
	tsconfig       string   // path from the program's directory; default tsconfig.json there
	nodeArgs       []string // put before the program on node's command line
	packageManager npm.PackageManagerType
	production     bool // install without development dependencies; default false
}

var packageManagers = map[string]npm.PackageManagerType{
	"auto": npm.AutoPackageManager,
	"npm":  npm.NpmPackageManager,
	"yarn": npm.YarnPackageManager,
	"pnpm": npm.PnpmPackageManager,
	"bun":  npm.BunPackageManager,
}

// parseOptions refuses an option of the wrong type by name.
func parseOptions(values map[string]any) (options, error) {
	parsed := options{typescript: true, packageManager: npm.AutoPackageManager}
	if err := option(values, "typescript", "true or false", &parsed.typescript); err != nil {
		return parsed, err
	}
	if err := option(values, "production", "true or false", &parsed.production); err != nil {
		return parsed, err
	}
	if err := option(values, "tsconfig", "a string", &parsed.tsconfig); err != nil {
		return parsed, err
	}
	var nodeArgs string
	if err := option(values, "nodeargs", "a string", &nodeArgs); err != nil {
		return parsed, err
	}
	words, err := shlex.Split(nodeArgs)
	if err != nil {
		return parsed, fmt.Errorf("runtime option nodeargs: %w", err)
	}
	parsed.nodeArgs = words
	manager := "auto"
	if err := option(values, "packagemanager", "a string", &manager); err != nil {
		return parsed, err
	}
	kind, known := packageManagers[manager]
	if !known {
		return parsed, fmt.Errorf(
			"runtime option packagemanager must be one of auto, npm, yarn, pnpm and bun, but is %q", manager)
	}
	parsed.packageManager = kind
	return parsed, nil
}

// option stores the named value, if it is there, in target.
func option[T any](values map[string]any, name, expected string, target *T) error {
	value, present := values[name]
	if !present || value == nil {
		return nil
	}
	typed, ok := value.(T)
	if !ok {
		return fmt.Errorf("runtime option %s must be %s, but is %v", name, expected, value)
	}
	*target = typed
	return nil
}

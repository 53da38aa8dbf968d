package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// plugin is a resource plugin that an installed npm package asks for.
type plugin struct{ name, version, server string }

// requiredPlugins follows the dependencies of the program's package as node resolves them, so that hoisted
// packages, workspaces and pnpm's links are found, and those of other packages in the same tree are not. A program
// without package.json gets what lies in the nearest node_modules. Packages that are not installed are passed over:
// the program will say so itself.
func requiredPlugins(programDirectory string) []plugin {
	found := map[plugin]bool{}
	seen := map[string]bool{}
	queue := startingPackages(programDirectory)
	for len(queue) > 0 {
		directory := queue[0]
		queue = queue[1:]
		if seen[directory] {
			continue
		}
		seen[directory] = true
		info, ok := readManifest(directory)
		if !ok {
			continue
		}
		if wanted, ok := pluginOf(info); ok {
			found[wanted] = true
		}
		for _, group := range []map[string]string{info.Dependencies, info.OptionalDependencies, info.PeerDependencies} {
			for name := range group {
				if dependency := findPackage(name, directory); dependency != "" {
					queue = append(queue, dependency)
				}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b plugin) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.version, b.version))
	})
}

// startingPackages are the program's own package and its development dependencies, which only count there.
func startingPackages(programDirectory string) []string {
	root := packageRoot(programDirectory)
	if root == "" {
		return nearestInstalled(programDirectory)
	}
	list := []string{root}
	info, _ := readManifest(root)
	for name := range info.DevDependencies {
		if dependency := findPackage(name, programDirectory); dependency != "" {
			list = append(list, dependency)
		}
	}
	return list
}

// nearestInstalled lists the packages of the nearest node_modules upwards.
func nearestInstalled(directory string) []string {
	for _, candidate := range upwards(directory) {
		modules := filepath.Join(candidate, "node_modules")
		if entries, err := os.ReadDir(modules); err == nil {
			var list []string
			for _, entry := range entries {
				if strings.HasPrefix(entry.Name(), "@") {
					scoped, _ := filepath.Glob(filepath.Join(modules, entry.Name(), "*"))
					list = append(list, scoped...)
					continue
				}
				list = append(list, filepath.Join(modules, entry.Name()))
			}
			return list
		}
	}
	return nil
}

// pluginOf reads the plugin out of a manifest. Outside the @pulumi scope the "pulumi" section must name it; a
// package that does not is no plugin, as for the official host.
func pluginOf(info manifest) (plugin, bool) {
	if !info.Pulumi.Resource {
		return plugin{}, false
	}
	name := info.Pulumi.Name
	if name == "" {
		bare, official := strings.CutPrefix(info.Name, "@pulumi/")
		if !official {
			return plugin{}, false
		}
		name = bare
	}
	version := cmp.Or(info.Pulumi.Version, info.Version)
	if version == "" {
		return plugin{}, false
	}
	return plugin{name: name, version: "v" + strings.TrimPrefix(version, "v"), server: info.Pulumi.Server}, true
}

// GetRequiredPackages names the plugins that the engine may load before the program runs.
func (h *host) GetRequiredPackages(_ context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	directory := req.GetInfo().GetProgramDirectory()
	if directory == "" {
		return nil, fmt.Errorf("the engine did not say where the program is")
	}
	response := &pulumirpc.GetRequiredPackagesResponse{}
	for _, wanted := range requiredPlugins(directory) {
		response.Packages = append(response.Packages, &pulumirpc.PackageDependency{
			Name: wanted.name, Kind: "resource", Version: wanted.version, Server: wanted.server,
		})
	}
	return response, nil
}

// GetRequiredPlugins is the older form of GetRequiredPackages.
func (h *host) GetRequiredPlugins(_ context.Context, req *pulumirpc.GetRequiredPluginsRequest,
) (*pulumirpc.GetRequiredPluginsResponse, error) {
	directory := cmp.Or(req.GetInfo().GetProgramDirectory(), req.GetPwd())
	response := &pulumirpc.GetRequiredPluginsResponse{}
	for _, wanted := range requiredPlugins(directory) {
		response.Plugins = append(response.Plugins, &pulumirpc.PluginDependency{
			Name: wanted.name, Kind: "resource", Version: wanted.version, Server: wanted.server,
		})
	}
	return response, nil
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// About tells `pulumi about` which node runs the programs.
func (h *host) About(context.Context, *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("cannot find node on PATH: %w", err)
	}
	output, err := exec.Command(node, "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("cannot ask %s for its version: %w", node, err)
	}
	return &pulumirpc.AboutResponse{Executable: node, Version: strings.TrimSpace(string(output))}, nil
}

// GetProgramDependencies lists the npm packages of a program from its lock file.
func (h *host) GetProgramDependencies(ctx context.Context, req *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	opts, err := parseOptions(req.GetInfo().GetOptions().AsMap())
	if err != nil {
		return nil, err
	}
	directory, err := installDirectory(cmp.Or(req.GetInfo().GetProgramDirectory(), req.GetPwd()))
	if err != nil {
		return nil, err
	}
	manager, err := npm.ResolvePackageManager(opts.packageManager, directory)
	if err != nil {
		return nil, err
	}
	packages, err := manager.ListPackages(ctx, directory, req.GetTransitiveDependencies())
	if err != nil {
		return nil, fmt.Errorf("cannot list the packages of %s: %w", directory, err)
	}
	response := &pulumirpc.GetProgramDependenciesResponse{}
	for _, dependency := range packages {
		response.Dependencies = append(response.Dependencies,
			&pulumirpc.DependencyInfo{Name: dependency.Name, Version: dependency.Version})
	}
	return response, nil
}

// InstallDependencies runs the package manager where the program's workspace has its root.
func (h *host) InstallDependencies(req *pulumirpc.InstallDependenciesRequest,
	server pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	opts, err := parseOptions(req.GetInfo().GetOptions().AsMap())
	if err != nil {
		return err
	}
	directory, err := installDirectory(cmp.Or(req.GetInfo().GetProgramDirectory(), req.GetDirectory()))
	if err != nil {
		return err
	}
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(server, req.GetIsTerminal())
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Installing dependencies in %s\n", directory)
	if _, err := npm.Install(server.Context(), opts.packageManager, directory, opts.production, stdout, stderr); err != nil {
		return errors.Join(fmt.Errorf("cannot install the dependencies of %s: %w", directory, err), closer.Close())
	}
	fmt.Fprintln(stdout, "Finished installing dependencies")
	return closer.Close()
}

// installDirectory is the root of the workspace that a directory belongs to, or the directory itself.
func installDirectory(directory string) (string, error) {
	root, err := npm.FindWorkspaceRoot(directory)
	if errors.Is(err, npm.ErrNotInWorkspace) {
		return directory, nil
	}
	if err != nil {
		return "", fmt.Errorf("cannot find the workspace of %s: %w", directory, err)
	}
	return root, nil
}

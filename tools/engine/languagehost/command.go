package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// runModule is the entry point of the SDK that loads a program. PULUMI_LANGUAGE_NODEJS_RUN_PATH replaces it, as it
// does for the official host.
const runModule = "@pulumi/pulumi/cmd/run"

// nodeArguments is node's whole command line for a program: node's own arguments, the SDK's entry point, what the
// SDK must know of the engine, and the program with its arguments.
func nodeArguments(req *pulumirpc.RunRequest, opts options, runPath, engineAddress, tracing string) []string {
	info := req.GetInfo()
	args := append([]string{}, opts.nodeArgs...)
	args = append(args, runPath)
	for _, flag := range [][2]string{
		{"--monitor", req.GetMonitorAddress()},
		{"--engine", engineAddress},
		{"--organization", req.GetOrganization()},
		{"--project", req.GetProject()},
		{"--stack", req.GetStack()},
		{"--root-directory", info.GetRootDirectory()},
		{"--pwd", info.GetProgramDirectory()},
		{"--parallel", strconv.Itoa(int(req.GetParallel()))},
		{"--tracing", tracing},
	} {
		if flag[1] != "" {
			args = append(args, flag[0], flag[1])
		}
	}
	if req.GetDryRun() {
		args = append(args, "--dry-run")
	}
	entryPoint := info.GetEntryPoint()
	if entryPoint == "" {
		entryPoint = "."
	}
	return append(append(args, entryPoint), req.GetArgs()...)
}

// programEnvironment is what the SDK's entry point reads, on top of the host's own environment.
func programEnvironment(base []string, req *pulumirpc.RunRequest, opts options) ([]string, error) {
	config := req.GetConfig()
	if config == nil {
		config = map[string]string{}
	}
	configText, err := json.Marshal(config)
	if err != nil {
		return nil, fmt.Errorf("cannot write the configuration: %w", err)
	}
	secretKeys := req.GetConfigSecretKeys()
	if secretKeys == nil {
		secretKeys = []string{}
	}
	secretText, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, fmt.Errorf("cannot write the names of the secret configuration: %w", err)
	}
	env := append(append([]string{}, base...),
		"PULUMI_CONFIG="+string(configText), "PULUMI_CONFIG_SECRET_KEYS="+string(secretText))
	if opts.typescript {
		env = append(env, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if opts.tsconfig != "" {
		env = append(env, "PULUMI_NODEJS_TSCONFIG_PATH="+opts.tsconfig)
	}
	return env, nil
}

// resolveRunModule asks node, in the program's directory, where the SDK's entry point is. Only node knows all the
// ways in which a module can be found there.
func resolveRunModule(node, directory string) (string, error) {
	module := os.Getenv("PULUMI_LANGUAGE_NODEJS_RUN_PATH")
	if module == "" {
		module = runModule
	}
	command := exec.Command(node, "-p", "require.resolve(process.argv[1])", module)
	command.Dir = directory
	output, err := command.Output()
	if err == nil {
		return strings.TrimSpace(string(output)), nil
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if strings.Contains(string(exit.Stderr), "MODULE_NOT_FOUND") {
			return "", fmt.Errorf("the Pulumi SDK is not installed for the program in %s (cannot find %s): "+
				"run `pulumi install` or `npm install` there", directory, module)
		}
		return "", fmt.Errorf("cannot find %s from %s: %s", module, directory, strings.TrimSpace(string(exit.Stderr)))
	}
	return "", fmt.Errorf("cannot run %s: %w", node, err)
}

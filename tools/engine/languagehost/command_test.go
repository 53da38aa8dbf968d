package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func request() *pulumirpc.RunRequest {
	return &pulumirpc.RunRequest{
		Project: "project", Stack: "dev", Organization: "organization", MonitorAddress: "127.0.0.1:1", Parallel: 16,
		Info: &pulumirpc.ProgramInfo{RootDirectory: "/project", ProgramDirectory: "/project/program", EntryPoint: "main.ts"},
	}
}

func TestNodeArguments(t *testing.T) {
	req := request()
	req.DryRun = true
	req.Args = []string{"--mine"}
	got := nodeArguments(req, options{nodeArgs: []string{"--import", "tsx"}}, "/sdk/run", "127.0.0.1:2", "")
	want := strings.Fields("--import tsx /sdk/run --monitor 127.0.0.1:1 --engine 127.0.0.1:2 --organization organization" +
		" --project project --stack dev --root-directory /project --pwd /project/program --parallel 16 --dry-run main.ts --mine")
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestNodeArgumentsWithoutOptionalOnes(t *testing.T) {
	req := request()
	req.Organization = ""
	req.Info.EntryPoint = ""
	got := nodeArguments(req, options{}, "/sdk/run", "127.0.0.1:2", "http://trace")
	if slices.Contains(got, "--organization") || slices.Contains(got, "--dry-run") {
		t.Errorf("unexpected flags in %v", got)
	}
	if !slices.Equal(got[len(got)-3:], []string{"--tracing", "http://trace", "."}) {
		t.Errorf("unexpected end of %v", got)
	}
}

func TestProgramEnvironment(t *testing.T) {
	req := request()
	req.Config = map[string]string{"project:text": "a\"b"}
	req.ConfigSecretKeys = []string{"project:text"}
	got, err := programEnvironment([]string{"KEPT=1"}, req, options{typescript: true, tsconfig: "tsconfig.pulumi.json"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"KEPT=1",
		`PULUMI_CONFIG={"project:text":"a\"b"}`,
		`PULUMI_CONFIG_SECRET_KEYS=["project:text"]`,
		"PULUMI_NODEJS_TYPESCRIPT=true",
		"PULUMI_NODEJS_TSCONFIG_PATH=tsconfig.pulumi.json",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestProgramEnvironmentOfPlainJavaScript(t *testing.T) {
	got, err := programEnvironment(nil, request(), options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []string{"PULUMI_CONFIG={}", "PULUMI_CONFIG_SECRET_KEYS=[]"}) {
		t.Errorf("got %q", got)
	}
}

func TestProgramResult(t *testing.T) {
	for script, want := range map[string]*pulumirpc.RunResponse{
		"exit 0":     {},
		"exit 32":    {Bail: true},
		"exit 3":     {Error: "the program ended with exit code 3"},
		"kill -9 $$": {Error: "the program was ended by a signal: signal: killed"},
	} {
		got := programResult(exec.Command("sh", "-c", script).Run())
		if got.GetBail() != want.GetBail() || got.GetError() != want.GetError() {
			t.Errorf("%s: got %v, want %v", script, got, want)
		}
	}
	if got := programResult(exec.Command("/does/not/exist").Run()); !strings.HasPrefix(got.GetError(), "cannot run the program") {
		t.Errorf("got %v", got)
	}
}

func TestResolveRunModuleNamesWhatIsMissing(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed")
	}
	directory := t.TempDir()
	_, err = resolveRunModule(node, directory)
	if err == nil || !strings.Contains(err.Error(), directory) || !strings.Contains(err.Error(), "pulumi install") {
		t.Errorf("got %v", err)
	}
}

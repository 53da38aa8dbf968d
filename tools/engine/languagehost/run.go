package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const (
	// exitAlreadyReported is the SDK's exit code for "the user has been told what is wrong" (cmd/run/index.ts).
	exitAlreadyReported = 32
	// interruptGrace is how long an interrupted program may take to end before it is killed.
	interruptGrace = 5 * time.Second
)

// Run starts the program under node and waits for its end. What goes wrong inside the program is an answer, not a
// failure of the call.
func (h *host) Run(ctx context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	if h.engineAddress == "" {
		return nil, errors.New("the engine's address is unknown: call Handshake first")
	}
	opts, err := parseOptions(req.GetInfo().GetOptions().AsMap())
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return &pulumirpc.RunResponse{Error: "cannot find node on PATH: install Node.js 20.19 or newer"}, nil
	}
	runPath, err := resolveRunModule(node, req.GetInfo().GetProgramDirectory())
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	env, err := programEnvironment(os.Environ(), req, opts)
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}

	// The program ends with the call, and with Cancel.
	running, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(h.programs, stop)()

	command := exec.CommandContext(running, node, nodeArguments(req, opts, runPath, h.engineAddress, h.tracing)...)
	command.Env = env
	// Wrapped, so that node gets pipes of its own: node sets its output to non-blocking, and on the engine's own
	// pipe that would cut what this host writes.
	command.Stdout = struct{ io.Writer }{os.Stdout}
	command.Stderr = struct{ io.Writer }{os.Stderr}
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = interruptGrace
	return programResult(command.Run()), nil
}

// programResult tells the engine how the program ended.
func programResult(err error) *pulumirpc.RunResponse {
	if err == nil {
		return &pulumirpc.RunResponse{}
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("cannot run the program: %v", err)}
	}
	switch code := exit.ExitCode(); code {
	case exitAlreadyReported:
		return &pulumirpc.RunResponse{Bail: true}
	case -1:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program was ended by a signal: %v", exit)}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program ended with exit code %d", code)}
	}
}

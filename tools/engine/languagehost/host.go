package main

import (
	"context"
	"os/exec"

	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// host implements pulumirpc.LanguageRuntimeServer.
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	// Written by the command line or by Handshake, both before any Run.
	engineAddress string
	tracing       string

	// Ends every program this host has started.
	programs     context.Context
	stopPrograms context.CancelFunc
}

func newHost(engineAddress, tracing string) *host {
	programs, stop := context.WithCancel(context.Background())
	return &host{engineAddress: engineAddress, tracing: tracing, programs: programs, stopPrograms: stop}
}

// Handshake learns the engine's address where it did not come on the command line.
func (h *host) Handshake(_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	if address := req.GetEngineAddress(); address != "" {
		h.engineAddress = address
	}
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

// GetPluginInfo reports the engine version this host was built with.
func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

// Cancel ends the running program: first an interrupt, later a kill.
func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.stopPrograms()
	return &emptypb.Empty{}, nil
}

// RuntimeOptionsPrompts lets `pulumi new` ask for the package manager unless the project names one.
func (h *host) RuntimeOptionsPrompts(_ context.Context, req *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	if _, chosen := req.GetInfo().GetOptions().AsMap()["packagemanager"]; chosen {
		return &pulumirpc.RuntimeOptionsResponse{}, nil
	}
	value := func(name, label string) *pulumirpc.RuntimeOptionPrompt_RuntimeOptionValue {
		return &pulumirpc.RuntimeOptionPrompt_RuntimeOptionValue{
			PromptType: pulumirpc.RuntimeOptionPrompt_STRING, StringValue: name, DisplayName: label,
		}
	}
	var choices []*pulumirpc.RuntimeOptionPrompt_RuntimeOptionValue
	for _, name := range []string{"npm", "pnpm", "yarn", "bun"} {
		label := name
		if _, err := exec.LookPath(name); err != nil {
			label += " [not found]"
		}
		choices = append(choices, value(name, label))
	}
	return &pulumirpc.RuntimeOptionsResponse{Prompts: []*pulumirpc.RuntimeOptionPrompt{{
		Key:         "packagemanager",
		Description: "The package manager to use for installing dependencies",
		PromptType:  pulumirpc.RuntimeOptionPrompt_STRING,
		Choices:     choices,
		Default:     value("npm", "npm"),
	}}}, nil
}

// Template has nothing to do for a Node.js project.
func (h *host) Template(context.Context, *pulumirpc.TemplateRequest) (*pulumirpc.TemplateResponse, error) {
	return &pulumirpc.TemplateResponse{}, nil
}

// onlyOfficial names what this host leaves to the official one, and where that comes from.
func onlyOfficial(operation string) error {
	return status.Errorf(codes.Unimplemented,
		"%s needs the language host of the official Pulumi distribution: https://www.pulumi.com/docs/install/", operation)
}

// RunPlugin is not implemented.
func (h *host) RunPlugin(*pulumirpc.RunPluginRequest, grpc.ServerStreamingServer[pulumirpc.RunPluginResponse]) error {
	return onlyOfficial("running a plugin from its Node.js source")
}

// GenerateProgram is not implemented.
func (h *host) GenerateProgram(context.Context, *pulumirpc.GenerateProgramRequest,
) (*pulumirpc.GenerateProgramResponse, error) {
	return nil, onlyOfficial("generating a Node.js program")
}

// GenerateProject is not implemented.
func (h *host) GenerateProject(context.Context, *pulumirpc.GenerateProjectRequest,
) (*pulumirpc.GenerateProjectResponse, error) {
	return nil, onlyOfficial("generating a Node.js project")
}

// GeneratePackage is not implemented.
func (h *host) GeneratePackage(context.Context, *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	return nil, onlyOfficial("generating a Node.js SDK")
}

// Pack is not implemented.
func (h *host) Pack(context.Context, *pulumirpc.PackRequest) (*pulumirpc.PackResponse, error) {
	return nil, onlyOfficial("packing a Node.js SDK")
}

// Link is not implemented.
func (h *host) Link(context.Context, *pulumirpc.LinkRequest) (*pulumirpc.LinkResponse, error) {
	return nil, onlyOfficial("linking a local Node.js SDK")
}

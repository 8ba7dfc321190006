// Command flux-build renders a folder as Flux's kustomize-controller does: its own secure build, then its own substitution of variables,
// with the package that the controller is made of.
//
//	flux-build <folder> '<variables as JSON>'
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: flux-build <folder> <variables as JSON>"))
	}
	variables := map[string]any{}
	if err := json.Unmarshal([]byte(os.Args[2]), &variables); err != nil {
		fail(err)
	}
	if err := build(os.Args[1], variables); err != nil {
		fail(err)
	}
}

func build(folder string, variables map[string]any) error {
	resources, err := kustomize.SecureBuild(folder, folder, false)
	if err != nil {
		return err
	}
	kustomization := unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "kustomize.toolkit.fluxcd.io/v1",
		"kind":       "Kustomization",
		"metadata":   map[string]any{"name": "conformance", "namespace": "flux-system"},
		"spec":       map[string]any{"postBuild": map[string]any{"substitute": variables}},
	}}
	for _, resource := range resources.Resources() {
		substituted, err := kustomize.SubstituteVariables(context.Background(), nil, kustomization, resource,
			kustomize.SubstituteWithDryRun(true), kustomize.SubstituteWithStrict(true))
		if err != nil {
			return fmt.Errorf("%s: %w", resource.CurId(), err)
		}
		if substituted != nil {
			if _, err := resources.Replace(substituted); err != nil {
				return err
			}
		}
	}
	rendered, err := resources.AsYaml()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(rendered)
	return err
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

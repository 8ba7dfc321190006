// Command argo-build renders a folder as Argo CD's repo-server does: with the package that the server is made of, which runs kustomize
// with its own options and takes apart what comes out.
//
//	argo-build <folder> <path of kustomize>
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/argoproj/argo-cd/v3/util/git"
	"github.com/argoproj/argo-cd/v3/util/kustomize"
	"github.com/sirupsen/logrus"
	"sigs.k8s.io/yaml"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: argo-build <folder> <path of kustomize>"))
	}
	// only what it refuses, not each command that it runs
	logrus.SetLevel(logrus.FatalLevel)
	folder, err := filepath.Abs(os.Args[1])
	if err != nil {
		fail(err)
	}
	if err := build(folder, os.Args[2]); err != nil {
		fail(err)
	}
}

func build(folder, binary string) error {
	app := kustomize.NewKustomizeApp(folder, folder, git.NopCreds{}, "", binary, "", "")
	objects, _, _, err := app.Build(nil, nil, nil, nil)
	if err != nil {
		return err
	}
	for _, object := range objects {
		text, err := yaml.Marshal(object.Object)
		if err != nil {
			return err
		}
		fmt.Printf("---\n%s", text)
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

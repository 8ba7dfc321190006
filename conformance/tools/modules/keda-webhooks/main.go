// Command keda-webhooks serves KEDA's own admission of scaled objects and trigger authentications, on loopback only: its released program
// listens on every interface. The cluster is that of KUBECONFIG.
//
//	keda-webhooks <folder of certificates> <port>
package main

import (
	"fmt"
	"os"
	"strconv"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"k8s.io/apimachinery/pkg/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: keda-webhooks <folder of certificates> <port>"))
	}
	port, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fail(err)
	}
	if err := serve(os.Args[1], port); err != nil {
		fail(err)
	}
}

func serve(certificates string, port int) error {
	ctrl.SetLogger(zap.New())
	scheme := runtime.NewScheme()
	if err := clientgoscheme.AddToScheme(scheme); err != nil {
		return err
	}
	if err := kedav1alpha1.AddToScheme(scheme); err != nil {
		return err
	}
	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme:  scheme,
		Metrics: server.Options{BindAddress: "0"},
		WebhookServer: webhook.NewServer(webhook.Options{
			Host: "127.0.0.1", Port: port, CertDir: certificates, CertName: "apiserver.crt", KeyName: "apiserver.key",
		}),
	})
	if err != nil {
		return err
	}
	if err := (&kedav1alpha1.ScaledObject{}).SetupWebhookWithManager(manager, true); err != nil {
		return err
	}
	if err := (&kedav1alpha1.TriggerAuthentication{}).SetupWebhookWithManager(manager); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.it.deploy.HelmChart.Resources;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values files of both dialects render, Kubernetes accepts the result, and connectors accept their TOML. */
class HelmExamplesIT {

    /** The schemas against which resources are checked, those that know no further properties. */
    private static final String KUBERNETES = "1.33";

    /** Everything that the chart has and that is off by default. */
    private static final List<String> ALL_ON = List.of(
            "serviceMonitor.enabled=true",
            "prometheusRule.enabled=true",
            "grafanaDashboard.enabled=true",
            "podDisruptionBudget.enabled=true",
            "persistence.enabled=true",
            "secretEnv.A=b",
            "preStopSeconds=5",
            "initContainers[0].name=first",
            "initContainers[0].image=busybox",
            "topologySpreadConstraints[0].maxSkew=1",
            "topologySpreadConstraints[0].topologyKey=kubernetes.io/hostname",
            "topologySpreadConstraints[0].whenUnsatisfiable=ScheduleAnyway",
            "extraPorts[0].name=webhook",
            "extraPorts[0].containerPort=8080",
            "ingress.enabled=true",
            "ingress.hosts[0].host=hooks.example.com");

    @TempDir
    Path folder;

    static Stream<Path> values() throws IOException {
        return Stream.concat(
                Repository.files("helm/danube-connector/examples", ".yaml").stream(),
                Repository.files("connect-core/connect-it/src/test/resources/deploy/values-0.2", ".yaml").stream());
    }

    @Test
    void thereAreExamplesOfBothDialectsForEveryConnectorOfTheOlderChart() throws IOException {
        for (String connector :
                List.of("source-mqtt", "source-webhook", "sink-qdrant", "sink-surrealdb", "sink-deltalake")) {
            assertThat(values().filter(file -> file.endsWith(connector + ".yaml")))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void kubernetesAcceptsIt(Path values) throws Exception {
        assertAccepted(HelmChart.render(List.of("-f", values.toString())).orFail());
    }

    private static String connector(Path values) {
        return values.getFileName().toString().replaceFirst("(-replicas|-secured)?\\.yaml", "");
    }

    @ParameterizedTest
    @MethodSource("values")
    void theNamespacesOfItsTopicsAreThoseOfTheBrokerForTryingOut(Path values) throws Exception {
        String toml = HelmChart.resources(List.of("-f", values.toString())).toml();

        assertThat(Namespaces.usedBy(connector(values), toml)).isNotEmpty().isSubsetOf(Namespaces.ofTheBroker());
    }

    @ParameterizedTest
    @MethodSource("values")
    void theConnectorAcceptsItsToml(Path values) throws Exception {
        Path jar = FatJars.orSkip(connector(values));
        Resources resources = HelmChart.resources(List.of("-f", values.toString()));
        Path toml = Files.writeString(folder.resolve("connector.toml"), resources.toml());
        Map<String, String> environment = environment(resources);

        String report = Command.of(Java.PROGRAM, "-jar", jar.toString(), "check", "--offline", toml.toString())
                .with(environment)
                .run(folder)
                .orFail();

        assertThat(report)
                .contains("configuration")
                .as("the older chart's files have no key that we do not know")
                .doesNotContain("unknown key");
        assertThat(resources.environment("CONNECTOR_CONFIG_PATH")).hasValue("/etc/connector.toml");
    }

    /** The container's, with files of ours for those of Secrets, which lie below /var/run. */
    private Map<String, String> environment(Resources resources) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (Object each : resources.container().getJsonArray("env")) {
            JsonObject variable = (JsonObject) each;
            String given = variable.getString("value", "");
            String value = given;
            if (given.startsWith("/var/run/")) {
                assertThat(resources.container().getJsonArray("volumeMounts").stream()
                                .map(JsonObject.class::cast)
                                .map(mount -> mount.getString("mountPath")))
                        .as("a mount that holds %s", given)
                        .anyMatch(mount -> given.startsWith(mount + "/"));
                value = Files.writeString(folder.resolve(variable.getString("name")), "not a secret")
                        .toString();
            }
            if (variable.containsKey("value")) {
                environment.put(variable.getString("name"), value);
            }
        }
        environment.put("WEBHOOK_API_KEY", "from the secret");
        return environment;
    }

    @Test
    void kubernetesAcceptsADeploymentWithEverything() throws Exception {
        List<String> arguments = new ArrayList<>(HelmChart.least());
        ALL_ON.forEach(value -> arguments.addAll(List.of("--set", value)));

        Resources resources = assertAccepted(HelmChart.render(arguments).orFail());

        assertThat(resources.kinds()).contains("Deployment", "PersistentVolumeClaim", "Ingress", "Secret");
    }

    @Test
    void kubernetesAcceptsAStatefulSetWithEverything() throws Exception {
        List<String> arguments = new ArrayList<>(HelmChart.least());
        ALL_ON.forEach(value -> arguments.addAll(List.of("--set", value)));
        arguments.addAll(List.of("--set", "statefulSet.enabled=true", "--set", "replicaCount=3"));

        Resources resources = assertAccepted(HelmChart.render(arguments).orFail());

        assertThat(resources.kinds())
                .contains("StatefulSet", "PodDisruptionBudget", "ServiceMonitor", "PrometheusRule")
                .doesNotContain("Deployment", "PersistentVolumeClaim");
    }

    /** What people expect who receive requests in a cluster: somebody is there at any time. */
    @Test
    void theExampleForRequestsIsReplacedWithoutAPause() throws Exception {
        Resources resources = HelmChart.resources(List.of(
                "-f",
                Repository.file("helm/danube-connector/examples/source-webhook.yaml")
                        .toString()));
        JsonObject deployment = resources.one("Deployment").getJsonObject("spec");

        assertThat(deployment.getInteger("replicas")).isEqualTo(2);
        assertThat(deployment.getJsonObject("strategy").getJsonObject("rollingUpdate"))
                .isEqualTo(JsonObject.of("maxUnavailable", 0, "maxSurge", 1));
        assertThat(resources.container().getJsonObject("lifecycle").getJsonObject("preStop"))
                .isNotNull();
        assertThat(resources.kinds()).contains("PodDisruptionBudget", "Ingress");
        assertThat(resources.environment("DANUBE_SOLE_READER")).isEmpty();
    }

    /** A wrong field is noticed, in other words. */
    @Test
    void theSchemasRefuseAFieldThatDoesNotExist() throws Exception {
        String rendered = HelmChart.render(HelmChart.least())
                .orFail()
                .replace("terminationGracePeriodSeconds:", "terminationGraceSeconds:");

        assertThat(KubernetesSchemas.judge(rendered, KUBERNETES, folder).exitCode())
                .isNotZero();
    }

    private Resources assertAccepted(String rendered) throws Exception {
        String verdict = KubernetesSchemas.judge(rendered, KUBERNETES, folder).orFail();
        assertThat(verdict.lines().filter(line -> line.startsWith("WARN")))
                .as("what it could not judge")
                .allMatch(line -> line.contains("monitoring.coreos.com"));
        Resources resources = new Resources(Yaml.documents(rendered));
        for (JsonObject resource : resources.all()) {
            if (resource.getString("apiVersion").startsWith("monitoring.coreos.com/")) {
                OperatorSchemas.assertAccepts(resource);
            }
        }
        return resources;
    }
}

package com.danubemessaging.connect.it.deploy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chart, rendered by the real {@code helm}. */
final class HelmChart {

    private static final Path CHART = Repository.file("helm/danube-connector");

    /** Helm believes to talk to an old cluster where it is not told. */
    private static final String KUBERNETES = "1.33.0";

    private HelmChart() {}

    /** The least that the chart asks for. */
    static List<String> least() {
        return List.of(
                "--set", "image.repository=registry.example.com/x", "--set", "config.inline=connector_name=\"x\"");
    }

    /** The output for a release {@code r} in the namespace {@code n}, or what helm complains about. */
    static Command.Result render(List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Tool.HELM.orSkip(), "template", "r", CHART.toString(), "-n", "n", "--kube-version", KUBERNETES));
        words.addAll(arguments);
        return Command.of(words).run(Repository.ROOT);
    }

    /** The resources of the release. */
    static Resources resources(List<String> arguments) throws IOException, InterruptedException {
        return new Resources(Yaml.documents(render(arguments).orFail()));
    }

    /** The same with the least values and others on top, each {@code name=value}. */
    static Resources withValues(String... values) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(least());
        for (String value : values) {
            arguments.addAll(List.of("--set", value));
        }
        return resources(arguments);
    }

    /** What a release consists of. */
    record Resources(List<JsonObject> all) {

        Optional<JsonObject> find(String kind) {
            return all.stream()
                    .filter(resource -> kind.equals(resource.getString("kind")))
                    .findFirst();
        }

        JsonObject one(String kind) {
            return find(kind).orElseThrow(() -> new AssertionError("no " + kind + " among " + kinds()));
        }

        List<String> kinds() {
            return all.stream().map(resource -> resource.getString("kind")).toList();
        }

        /** The pod of its Deployment or StatefulSet. */
        JsonObject pod() {
            return find("Deployment")
                    .orElseGet(() -> one("StatefulSet"))
                    .getJsonObject("spec")
                    .getJsonObject("template");
        }

        JsonObject container() {
            return pod().getJsonObject("spec").getJsonArray("containers").getJsonObject(0);
        }

        /** The value of an environment variable; empty if it is not there, or comes from elsewhere. */
        Optional<String> environment(String name) {
            return container().getJsonArray("env").stream()
                    .map(JsonObject.class::cast)
                    .filter(variable -> name.equals(variable.getString("name")))
                    .findFirst()
                    .map(variable -> variable.getString("value"));
        }

        /** The connector's file. */
        String toml() {
            return one("ConfigMap").getJsonObject("data").getString("connector.toml");
        }
    }
}

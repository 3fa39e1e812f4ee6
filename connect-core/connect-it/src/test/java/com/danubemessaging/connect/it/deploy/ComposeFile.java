package com.danubemessaging.connect.it.deploy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compose file, with what its services take over from other files, as far as our files use the format. */
final class ComposeFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private final Path path;
    private final JsonObject content;

    private ComposeFile(Path path, JsonObject content) {
        this.path = path;
        this.content = content;
    }

    static ComposeFile read(Path path) throws IOException {
        return new ComposeFile(path, Yaml.read(path));
    }

    /** What a service mounts at a path of its container: a file, a folder or a named volume. */
    record Mount(String source, Path relativeTo, String target) {

        boolean isNamed() {
            return !source.startsWith(".") && !source.startsWith("/");
        }

        Path path() {
            return relativeTo.resolve(source).normalize();
        }
    }

    /**
     * A service with what it extends.
     *
     * @param layers what the service itself says, and before it what it extends, each with the folder of its file
     */
    record Service(String name, Map<JsonObject, Path> layers) {

        /** The connector in its image; empty for images of others. */
        Optional<String> connector() {
            return layers.keySet().stream()
                    .map(layer ->
                            layer.getJsonObject("build", new JsonObject()).getJsonObject("args", new JsonObject()))
                    .flatMap(args -> Optional.ofNullable(args.getString("CONNECTOR")).stream())
                    .findFirst();
        }

        Map<String, String> environment() {
            Map<String, String> environment = new LinkedHashMap<>();
            layers.keySet().forEach(layer -> layer.getJsonObject("environment", new JsonObject())
                    .forEach(entry -> environment.put(entry.getKey(), withDefaults(String.valueOf(entry.getValue())))));
            return environment;
        }

        List<Mount> mounts() {
            List<Mount> mounts = new ArrayList<>();
            layers.forEach((layer, folder) -> strings(layer, "volumes").forEach(volume -> {
                String[] parts = volume.split(":", -1);
                mounts.add(new Mount(parts[0], folder, parts[1]));
            }));
            return mounts;
        }

        List<String> ports() {
            return layers.keySet().stream()
                    .flatMap(layer -> strings(layer, "ports").stream())
                    .toList();
        }

        List<String> profiles() {
            return layers.keySet().stream()
                    .flatMap(layer -> strings(layer, "profiles").stream())
                    .toList();
        }

        /** Where its image is built from, and by what; empty for images of others. */
        Optional<Path> dockerfile() {
            return layers.entrySet().stream()
                    .filter(layer -> layer.getKey()
                            .getJsonObject("build", new JsonObject())
                            .containsKey("context"))
                    .map(layer -> layer.getValue()
                            .resolve(layer.getKey().getJsonObject("build").getString("context"))
                            .resolve(layer.getKey().getJsonObject("build").getString("dockerfile"))
                            .normalize())
                    .findFirst();
        }

        private static List<String> strings(JsonObject layer, String key) {
            return layer.getJsonArray(key, new JsonArray()).stream()
                    .map(String::valueOf)
                    .toList();
        }
    }

    List<Service> services() throws IOException {
        List<Service> services = new ArrayList<>();
        for (String name : content.getJsonObject("services").fieldNames()) {
            services.add(service(name));
        }
        return services;
    }

    private Service service(String name) throws IOException {
        JsonObject own = content.getJsonObject("services").getJsonObject(name);
        if (own == null) {
            throw new IOException(path + " has no service " + name);
        }
        Map<JsonObject, Path> layers = new LinkedHashMap<>();
        JsonObject base = own.getJsonObject("extends");
        if (base != null) {
            Path file = path.resolveSibling(base.getString("file")).normalize();
            layers.putAll(read(file).service(base.getString("service")).layers());
        }
        layers.put(own, path.getParent());
        return new Service(name, layers);
    }

    /** The volumes that it declares. */
    Set<String> volumes() {
        return content.getJsonObject("volumes", new JsonObject()).fieldNames();
    }

    /** What {@code ${NAME:-default}} becomes where nobody sets the variable. */
    static String withDefaults(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
    }

    @Override
    public String toString() {
        return Repository.ROOT.relativize(path).toString();
    }
}

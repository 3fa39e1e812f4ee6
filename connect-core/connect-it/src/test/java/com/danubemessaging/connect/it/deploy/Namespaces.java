package com.danubemessaging.connect.it.deploy;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The namespaces of Danube topics. */
final class Namespaces {

    private static final Pattern WRITTEN = pattern("to|topic|danube_topic");
    private static final Pattern READ = pattern("from|topic");

    private Namespaces() {}

    private static Pattern pattern(String keys) {
        return Pattern.compile("(?m)^\\s*(?:" + keys + ")\\s*=\\s*\"/([^/\"]+)/[^\"]+\"");
    }

    /** Those that the broker of the compose files has. */
    static List<String> ofTheBroker() throws IOException {
        return Yaml.read(Repository.file("docker/broker/danube_broker.yml"))
                .getJsonArray("bootstrap_namespaces")
                .stream()
                .map(String::valueOf)
                .toList();
    }

    /** Those of the topics that a connector's file names. */
    static List<String> usedBy(String connector, String toml) {
        Pattern keys = connector.contains("sink-") || connector.endsWith("-sink") ? READ : WRITTEN;
        return keys.matcher(toml).results().map(match -> match.group(1)).toList();
    }
}

package com.danubemessaging.connect.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the code in a guide true. A fenced block whose opening names a file, such as <code>```java HelloSink.java
 * </code>, must be a verbatim run of lines of that file; a Java block that names none is a problem too.
 */
public final class GuideExcerpts {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)([^\\n]*)\\n(.*?)^```$");

    private GuideExcerpts() {}

    /**
     * What is wrong with the guide, a sentence each; blocks without a language are left alone.
     *
     * @param guide a Markdown file in UTF-8
     * @param sources the folder under which the named files are searched
     * @throws IllegalArgumentException if the guide names no file at all: then nothing is checked
     */
    public static List<String> stale(Path guide, Path sources) throws IOException {
        List<String> problems = new ArrayList<>();
        int named = 0;
        Matcher block = BLOCK.matcher(Files.readString(guide));
        while (block.find()) {
            String name = block.group(2).trim();
            if (!name.isEmpty()) {
                named++;
                problem(name, block.group(3), sources).ifPresent(problems::add);
            } else if (block.group(1).equals("java")) {
                problems.add("a Java block names no file: " + firstLine(block.group(3)));
            }
        }
        if (named == 0) {
            throw new IllegalArgumentException(guide + " quotes no file");
        }
        return problems;
    }

    private static Optional<String> problem(String name, String excerpt, Path sources) throws IOException {
        Optional<Path> file = find(name, sources);
        if (file.isEmpty()) {
            return Optional.of("there is no file " + name + " under " + sources);
        }
        boolean isVerbatim = ("\n" + Files.readString(file.get())).contains("\n" + excerpt);
        return isVerbatim
                ? Optional.empty()
                : Optional.of("not verbatim from " + name + ": the block that begins with " + firstLine(excerpt));
    }

    private static Optional<Path> find(String name, Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith(name) && !file.toString().contains("target"))
                    .findFirst();
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").trim();
    }
}

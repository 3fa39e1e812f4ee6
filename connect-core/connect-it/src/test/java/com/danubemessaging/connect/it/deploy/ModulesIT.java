package com.danubemessaging.connect.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The modules of an image's runtime are those that connectors refer to. A connector with a new library may need a
 * further one, which its tests cannot show: they run on a whole JDK.
 */
class ModulesIT {

    /** Referred to by classes that no connector loads. */
    private static final Set<String> NOT_NEEDED = Set.of(
            // Jackson for java.beans annotations, Micrometer for Log4j 2.
            "java.desktop",
            // Error Prone's annotations, and Vert.x for verticles in source code.
            "java.compiler");

    /** A class as constants name it, alone or in a descriptor; its package is the first group. */
    private static final Pattern CLASS =
            Pattern.compile("(?:^|L)((?:java|javax|jdk|sun|com/sun)/(?:[a-z0-9_]+/)*)[A-Z]");

    private static final Map<String, String> MODULE_OF_PACKAGE = new HashMap<>();

    /** By name and checksum: the jars have most of their classes in common. */
    private static final Map<String, Set<String>> MODULES_OF_CLASS = new HashMap<>();

    static {
        ModuleFinder.ofSystem().findAll().forEach(module -> module.descriptor()
                .packages()
                .forEach(name -> MODULE_OF_PACKAGE.put(name, module.descriptor().name())));
    }

    static Stream<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String parent : List.of("connectors", "examples")) {
            try (Stream<Path> modules = Files.list(Repository.file(parent))) {
                for (Path module : modules.filter(folder -> Files.exists(folder.resolve("src/archive")))
                        .toList()) {
                    jars.add(Repository.fatJarIn(module));
                }
            }
        }
        return jars.stream();
    }

    private static Set<String> listed() throws IOException {
        Set<String> modules = new TreeSet<>();
        for (String line : Repository.text("docker/image/modules").split("\n")) {
            if (!line.startsWith("#")) {
                modules.add(line);
            }
        }
        return modules;
    }

    private static Set<String> modulesOf(Path file) throws IOException {
        Set<String> modules = new TreeSet<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            List<JarEntry> classes = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            for (JarEntry entry : classes) {
                String key = entry.getName() + ' ' + entry.getCrc();
                if (!MODULES_OF_CLASS.containsKey(key)) {
                    MODULES_OF_CLASS.put(key, modulesOf(ClassFile.read(jar.getInputStream(entry))));
                }
                modules.addAll(MODULES_OF_CLASS.get(key));
            }
        }
        return modules;
    }

    private static Set<String> modulesOf(ClassFile file) {
        Set<String> modules = new TreeSet<>();
        for (String text : file.texts()) {
            Matcher found = CLASS.matcher(text);
            while (found.find()) {
                String name = found.group(1).replace('/', '.');
                String module = MODULE_OF_PACKAGE.get(name.substring(0, name.length() - 1));
                if (module != null) {
                    modules.add(module);
                }
            }
        }
        return modules;
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyModuleThatAConnectorRefersToIsInTheRuntime(Path jar) throws IOException {
        Set<String> needed = modulesOf(jar);

        assertThat(needed).contains("java.base", "java.management").containsAll(NOT_NEEDED);
        needed.removeAll(NOT_NEEDED);
        assertThat(needed).isSubsetOf(listed());
    }

    @Test
    void theListHasNoModuleTwiceAndIsSorted() throws IOException {
        List<String> lines = Repository.text("docker/image/modules")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(lines).isSorted().doesNotHaveDuplicates();
    }
}

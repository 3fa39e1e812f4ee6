package com.danubemessaging.connect.it.deploy;

import com.danubemessaging.connect.it.deploy.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The schemas of Kubernetes' own resources, as the Python package {@code kubernetes-validate} ships them. */
final class KubernetesSchemas {

    private KubernetesSchemas() {}

    /** Warns of resources that it does not know, and does not fail for them. */
    static Result judge(String resources, String version, Path folder) throws IOException, InterruptedException {
        String python = Tool.pythonWith("kubernetes_validate");
        Path file = Files.writeString(folder.resolve("resources.yaml"), resources);
        return Command.of(python, "-m", "kubernetes_validate", "--strict", "-k", version, file.toString())
                .run(folder);
    }
}

package com.danubemessaging.connect.source.mqtt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.mqtt.MqttConnectionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What a connector may know, and where the MQTT client may be known. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(MqttSourceProvider.class);

    @Test
    void theConnectorKnowsTheApiAndItsVendorsLibraryAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "com.danubemessaging.connect.api..",
                        "com.danubemessaging.connect.source.mqtt..",
                        "io.vertx.core..",
                        "io.vertx.mqtt..",
                        "io.netty.buffer..",
                        "io.netty.channel..",
                        "io.netty.handler.codec..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSocketTouchesTheInsidesOfVertx() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ClientSocket.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "io.vertx.core.spi..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSessionItsOptionsAndItsSocketUseTheMqttClient() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(MqttSession.class, ClientOptions.class, ClientSocket.class)
                .should()
                .accessClassesThat()
                .haveNameMatching("io\\.vertx\\.mqtt\\.(MqttClient|MqttClientOptions|messages\\..*)")
                .check(CLASSES);
    }

    @Test
    void onlyTheSessionItsSocketAndTheTableOfErrorsKnowTheClientsCodec() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(MqttSession.class, MqttErrors.class, ClientSocket.class, CompactCumulator.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .orShould()
                .accessClassesThat()
                .areAssignableTo(MqttConnectionException.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheProviderIsPublic() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .doNotHaveFullyQualifiedName(MqttSourceProvider.class.getName())
                .should()
                .notBePublic()
                .check(CLASSES);
    }

    @Test
    void theProcessBelongsToTheHost() {
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Runtime.class)
                .check(CLASSES);
    }

    @Test
    void workIsDoneOnTheContextThatCalls() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .check(CLASSES);
    }
}

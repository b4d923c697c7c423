package io.telltale.providers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.telltale.providers", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PROVIDERS = {"..thingspace..", "..xtremepush..", "..graph.."};

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.telltale.providers.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thingSpaceIsSplitByThing =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("io.telltale.providers.thingspace..")
                    .layer("sign-in")
                    .definedBy("..thingspace.signin..")
                    .layer("device")
                    .definedBy("..thingspace.device..")
                    .layer("campaign")
                    .definedBy("..thingspace.campaign..")
                    .layer("sms")
                    .definedBy("..thingspace.sms..")
                    .layer("callback")
                    .definedBy("..thingspace.callback..")
                    .whereLayer("callback")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("campaign")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("sms")
                    .mayOnlyBeAccessedByLayers("callback")
                    .whereLayer("sign-in")
                    .mayNotAccessAnyLayer()
                    .whereLayer("device")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule ofOursOnlySchemasIsUsed =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.telltale.providers..",
                            "io.telltale.schemas..",
                            "com.fasterxml.jackson..",
                            "io.github.bucket4j..",
                            "org.jspecify..",
                            "java..",
                            "javax.net.ssl..");

    @ArchTest
    static final ArchRule providersDoNotKnowKafkaOrTopics =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..",
                            "io.telltale.schemas.topic..",
                            "io.telltale.schemas.publish..",
                            "io.telltale.schemas.serde..");

    @ArchTest
    static final ArchRule whatAllShareKnowsNoProvider =
            noClasses()
                    .that()
                    .resideInAnyPackage("..page..", "..http..", "..json..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROVIDERS);

    @ArchTest
    static final ArchRule pagesKnowNothing =
            noClasses()
                    .that()
                    .resideInAPackage("..providers.page..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..providers.http..", "..providers.json..");
}

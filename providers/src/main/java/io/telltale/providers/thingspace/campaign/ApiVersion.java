package io.telltale.providers.thingspace.campaign;

/** Version of the software management API a campaign belongs to. */
public enum ApiVersion {
    /** HTTP-pull devices; rows carry no time. */
    V2("v2"),
    /** LWM2M devices; rows carry the time of their last change. */
    V3("v3");

    private final String pathPart;

    ApiVersion(String pathPart) {
        this.pathPart = pathPart;
    }

    /** As it stands in the path. */
    public String pathPart() {
        return pathPart;
    }
}

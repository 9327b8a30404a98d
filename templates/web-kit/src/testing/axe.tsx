export { axeFindings } from "@hostler/ui/testing/axe";

export { browserName } from "../../../account/browser-name";

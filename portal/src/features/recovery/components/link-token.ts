export { tokenOfLink } from "../../../account/link-token";

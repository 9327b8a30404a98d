#include "modules/automation/script_functions.h"

#include "core/secrets/digest.h"
#include "modules/accounts/accounts.h"

namespace hostler {
namespace {

using lua::ScriptCall;

const Json kText{{"type", "string"}};
const Json kInteger{{"type", "integer"}};

Json ref(const std::string& name) {
  return {{"$ref", "#/$defs/" + name}};
}

template <class Entity>
Id<Entity> idIn(const ScriptCall& call, const char* name = "id") {
  const auto id = Id<Entity>::parse(call.arguments.at(name).get_ref<const std::string&>());
  if (!id) throw NotFound{};
  return *id;
}

Json textOr(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json(nullptr);
}
Json dateOr(const std::optional<Date>& date) {
  return date ? Json(date->text()) : Json(nullptr);
}

Json facts(const Service& s) {
  return {
      {"id", s.id.text()},
      {"client_id", s.account.text()},
      {"product_id", s.product.text()},
      {"title", s.title()},
      {"status", wordOf(s.status)},
      {"provisioning", wordOf(s.provisioning)},
      {"suspension_reason", s.suspensionReason ? Json(wordOf(*s.suspensionReason)) : Json(nullptr)},
      {"domain", textOr(s.domain)},
      {"hostname", textOr(s.hostname)},
      {"cycle", nameOf(s.cycle)},
      {"price", s.price.minor()},
      {"currency", s.price.currency().code()},
      {"quantity", s.quantity},
      {"paid_until", dateOr(s.paidUntil)},
      {"billed_until", dateOr(s.billedUntil)},
      {"cancel_on", dateOr(s.cancelOn)}};
}

Json facts(const Invoice& i, Date today) {
  return {{"id", i.id.text()},
          {"client_id", i.account.text()},
          {"number", i.number},
          {"kind", wordOf(i.kind)},
          {"status", wordOf(i.statusOn(today))},
          {"total", i.total.minor()},
          {"balance", i.balance.minor()},
          {"currency", i.currency.code()},
          {"issue_date", i.issueDate.text()},
          {"due_date", i.dueDate.text()}};
}

Json facts(const Account& a) {
  return {{"id", a.id.text()},
          {"number", a.number},
          {"name", a.fullName()},
          {"company", textOr(a.company)},
          {"group", textOr(a.group)},
          {"status", wordOf(a.status)},
          {"country", a.address.country},
          {"state", a.address.stateCode},
          {"currency", a.currency.code()},
          {"language", a.language}};
}

// What is between blank lines, for a template that knows no other mark-up.
Json paragraphsOf(const std::string& text) {
  Json paragraphs = Json::array();
  std::size_t from = 0;
  while (from < text.size()) {
    const auto end = std::min(text.find("\n\n", from), text.size());
    if (end > from) paragraphs.push_back(text.substr(from, end - from));
    from = end + 2;
  }
  return paragraphs;
}

Json object(const std::vector<std::pair<std::string, Json>>& members) {
  Json properties = Json::object();
  for (const auto& [name, schema] : members) properties[name] = schema;
  return {{"type", "object"}, {"properties", properties}};
}

// A schema of the API's with what it refers to in its place: scripts have no book of types.
Json inlined(const Json& schema, const SchemaBook& book, int depth = 0) {
  constexpr int kDeepest = 8;
  if (schema.is_array()) {
    Json list = Json::array();
    for (const auto& one : schema) list.push_back(inlined(one, book, depth));
    return list;
  }
  if (!schema.is_object()) return schema;
  if (schema.contains("$ref")) {
    const auto& reference = schema.at("$ref").get_ref<const std::string&>();
    const auto found = book.schemas().find(reference.substr(reference.rfind('/') + 1));
    if (found == book.schemas().end() || depth == kDeepest) return Json::object();
    return inlined(found->second, book, depth + 1);
  }
  Json whole = Json::object();
  for (const auto& [name, value] : schema.items()) whole[name] = inlined(value, book, depth);
  // A reference with words of its own is the only one of an allOf.
  if (!whole.contains("allOf")) return whole;
  Json merged = whole["allOf"].front();
  whole.erase("allOf");
  merged.update(whole);
  return merged;
}

// What every hook on something that happened is given beside what the event says.
Json withShared(Json payload) {
  auto& properties = payload["properties"];
  if (!properties.is_object()) properties = Json::object();
  properties["event"] = kText;
  properties["event_id"] = kText;
  properties["happened_at"] = {{"type", "string"}, {"format", "date-time"}};
  properties["client_id"] = kText;
  return payload;
}

}  // namespace

Json scriptDefinitions() {
  return {{"Service", object({{"id", kText},
                              {"client_id", kText},
                              {"product_id", kText},
                              {"title", kText},
                              {"status", kText},
                              {"provisioning", kText},
                              {"suspension_reason", kText},
                              {"domain", kText},
                              {"hostname", kText},
                              {"cycle", kText},
                              {"price", kInteger},
                              {"currency", kText},
                              {"quantity", kInteger},
                              {"paid_until", kText},
                              {"billed_until", kText},
                              {"cancel_on", kText}})},
          {"Invoice", object({{"id", kText},
                              {"client_id", kText},
                              {"number", kText},
                              {"kind", kText},
                              {"status", kText},
                              {"total", kInteger},
                              {"balance", kInteger},
                              {"currency", kText},
                              {"issue_date", kText},
                              {"due_date", kText}})},
          {"Client", object({{"id", kText},
                             {"number", kText},
                             {"name", kText},
                             {"company", kText},
                             {"group", kText},
                             {"status", kText},
                             {"country", kText},
                             {"state", kText},
                             {"currency", kText},
                             {"language", kText}})}};
}

void addScriptFunctions(lua::ScriptFunctions& functions, const ScriptFunctionParts& parts) {
  functions.add({.name = "service",
                 .summary = "A service of this shop. Amounts are in minor units.",
                 .parameters = {{"id", kText, "as in event.service"}},
                 .result = ref("Service"),
                 .handler = [parts](const ScriptCall& call) {
                   const auto id = idIn<Service>(call);
                   const auto found = parts.database.read([&](db::Reader& reader) {
                     return parts.services.find(reader, call.context.scope, id);
                   });
                   if (!found) throw NotFound{};
                   return facts(*found);
                 }});
  functions.add({.name = "invoice",
                 .summary = "An issued invoice of this shop. Amounts are in minor units.",
                 .parameters = {{"id", kText, "as in event.invoice"}},
                 .result = ref("Invoice"),
                 .handler = [parts](const ScriptCall& call) {
                   const auto id = idIn<Invoice>(call);
                   const auto found = parts.database.read([&](db::Reader& reader) {
                     return parts.billing.find(reader, call.context.scope, id);
                   });
                   if (!found) throw NotFound{};
                   return facts(*found, call.context.today);
                 }});
  functions.add({.name = "client",
                 .summary = "A client of this shop; no addresses, no tax numbers.",
                 .parameters = {{"id", kText, "as in event.client_id"}},
                 .result = ref("Client"),
                 .handler = [parts](const ScriptCall& call) {
                   const auto id = idIn<Account>(call);
                   return facts(parts.database.read([&](db::Reader& reader) {
                     return parts.accounts.get(reader, call.context.scope.tenant, id);
                   }));
                 }});
  functions.add(
      {.name = "setting",
       .summary = "One of this shop's choices, such as \"renewal.grace_days\".",
       .parameters = {{"name", kText, "as on the page of settings"}},
       .result = Json::object(),
       .handler = [parts](const ScriptCall& call) {
         const auto name = call.arguments.at("name").get<std::string>();
         if (!TenantSettings::isKnown(name))
           throw DomainError{"unknown_setting", 422, "There is no setting \"" + name + "\"."};
         return parts.tenants.settings(call.context.scope.tenant).value(name);
       }});
  functions.add(
      {.name = "email",
       .summary = "Sends a client a mail of plain text, once for each event and subject.",
       .parameters = {{"client_id", kText, "who gets it"},
                      {"subject", kText, "one line"},
                      {"text", kText, "paragraphs"}},
       .hasEffect = true,
       .need = "email",
       .handler = [parts](const ScriptCall& call) -> Json {
         const auto id = idIn<Account>(call, "client_id");
         const auto subject = call.arguments.at("subject").get<std::string>();
         const auto text = call.arguments.at("text").get<std::string>();
         if (subject.empty() || subject.size() > 200 || subject.find('\n') != std::string::npos ||
             text.size() > 20'000) {
           throw DomainError{"message_too_long", 422,
                             "A subject is one line of up to 200 bytes, a text has up to 20,000."};
         }
         const auto& tenant = call.context.scope.tenant;
         parts.database.transaction([&](db::Transaction& tx) {
           const auto contact = parts.accounts.contactOf(tx, tenant, id);
           OutgoingMessage message;
           message.templateName = "script_message";
           message.recipient = contact.email;
           message.language = contact.language;
           message.model = {{"subject", subject},
                            {"paragraphs", paragraphsOf(text)},
                            {"client", {{"name", contact.name}, {"email", contact.email}}}};
           // The same event runs with the same seed, so a hook that is run again sends nothing
           // twice.
           const auto what = std::to_string(call.context.seed) + " " + call.script + " " + subject;
           message.key = "script:" + hex(sha256(what)).substr(0, 40);
           parts.messages.send(tx, Scope::ofAccount(tenant, id), message);
         });
         return nullptr;
       }});
}

void addScriptEvents(lua::ScriptEvents& events, const events::Bus& bus) {
  for (const auto& [name, declared] : bus.declared()) {
    SchemaBook book;
    const auto schema = declared.schema(book);
    events.add({.name = name,
                .summary = declared.description,
                .payload = withShared(inlined(schema, book))});
  }
  const auto money = object({{"amount", kInteger}, {"currency", kText}});
  // Of a product: product_id, cycle and quantity. Of a domain: action and years.
  const Json items{{"type", "array"},
                   {"items", object({{"product_id", kText},
                                     {"cycle", kText},
                                     {"quantity", kInteger},
                                     {"action", kText},
                                     {"years", kInteger},
                                     {"domain", kText}})}};
  const auto service = object({{"service_id", kText},
                               {"client_id", kText},
                               {"product_id", kText},
                               {"title", kText},
                               {"invoice_id", kText},
                               {"days_overdue", kInteger},
                               {"reason", kText}});
  const auto invoice = object({{"kind", kText},
                               {"client_id", kText},
                               {"total", money},
                               {"items", items},
                               {"service_id", kText},
                               {"product_id", kText},
                               {"title", kText}});
  events.add({.name = "before.checkout",
              .summary = "A client is about to place an order.",
              .payload = object({{"client_id", kText}, {"total", money}, {"items", items}}),
              .alsoKnownAs = {"ShoppingCartValidateCheckout", "PreShoppingCartCheckout"}});
  events.add({.name = "before.suspend",
              .summary = "A service is about to be suspended, by a rule or a person.",
              .payload = service,
              .alsoKnownAs = {"PreModuleSuspend"}});
  events.add({.name = "before.terminate",
              .summary = "A rule is about to end a service.",
              .payload = service,
              .alsoKnownAs = {"PreModuleTerminate"}});
  events.add({.name = "before.invoice_issue",
              .summary = "An invoice is about to be issued: for an order, a service's next term "
                         "or a change of plan, or by staff.",
              .payload = invoice,
              .alsoKnownAs = {"InvoiceCreationPreEmail", "PreInvoicingGenerateInvoiceItems"}});
}

}  // namespace hostler

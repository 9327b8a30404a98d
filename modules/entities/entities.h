#pragma once

// The names of everything that has an id, and the prefix that the id carries outside. Names only:
// what an entity is stands in its module. They are together because modules speak of one another's
// things (an invoice line of a service) without knowing what these are inside.

#include "core/audit/actor.h"
#include "core/base/id.h"

namespace hostler {

struct Registration;
struct ApiKey;
struct Product;
struct ProductGroup;
struct ProductOption;
struct Addon;
struct Cart;
struct CartItem;
struct Coupon;
struct Order;
struct OrderItem;
struct Invoice;
struct InvoiceLine;
struct CreditNote;
struct Payment;
struct Transaction;
struct PaymentMethod;
struct GatewayEvent;
struct TaxRate;
struct Service;
struct Domain;
struct Server;
struct ServerGroup;
struct ServerCheck;
struct Message;
struct RuleRun;
struct ServiceStep;
struct Ticket;
struct TicketReply;
struct Department;
struct CannedReply;
struct Article;
struct Announcement;
struct LegalText;
struct Incident;
struct Invitation;
struct UserGroup;
struct Role;
struct Policy;
struct Webhook;
struct WebhookDelivery;
struct Passkey;
struct ClientNote;
struct ClientGroup;
struct FeatureFlag;
struct UsageMeter;
struct UsageReport;
struct UsageStatement;

template <>
inline constexpr std::string_view kIdPrefix<Registration> = "reg";
template <>
inline constexpr std::string_view kIdPrefix<ApiKey> = "key";
template <>
inline constexpr std::string_view kIdPrefix<Product> = "prd";
template <>
inline constexpr std::string_view kIdPrefix<ProductGroup> = "grp";
template <>
inline constexpr std::string_view kIdPrefix<ProductOption> = "opt";
template <>
inline constexpr std::string_view kIdPrefix<Addon> = "adn";
template <>
inline constexpr std::string_view kIdPrefix<Cart> = "crt";
template <>
inline constexpr std::string_view kIdPrefix<CartItem> = "itm";
template <>
inline constexpr std::string_view kIdPrefix<Coupon> = "cpn";
template <>
inline constexpr std::string_view kIdPrefix<Order> = "ord";
template <>
inline constexpr std::string_view kIdPrefix<OrderItem> = "oit";
template <>
inline constexpr std::string_view kIdPrefix<Invoice> = "inv";
template <>
inline constexpr std::string_view kIdPrefix<InvoiceLine> = "lin";
template <>
inline constexpr std::string_view kIdPrefix<CreditNote> = "crn";
template <>
inline constexpr std::string_view kIdPrefix<Payment> = "pay";
template <>
inline constexpr std::string_view kIdPrefix<Transaction> = "txn";
template <>
inline constexpr std::string_view kIdPrefix<PaymentMethod> = "pmt";
template <>
inline constexpr std::string_view kIdPrefix<GatewayEvent> = "gwe";
template <>
inline constexpr std::string_view kIdPrefix<TaxRate> = "tax";
template <>
inline constexpr std::string_view kIdPrefix<Service> = "svc";
template <>
inline constexpr std::string_view kIdPrefix<Domain> = "dom";
template <>
inline constexpr std::string_view kIdPrefix<Server> = "srv";
template <>
inline constexpr std::string_view kIdPrefix<ServerGroup> = "sgr";
template <>
inline constexpr std::string_view kIdPrefix<ServerCheck> = "chk";
template <>
inline constexpr std::string_view kIdPrefix<Message> = "msg";
template <>
inline constexpr std::string_view kIdPrefix<RuleRun> = "run";
template <>
inline constexpr std::string_view kIdPrefix<ServiceStep> = "stp";
template <>
inline constexpr std::string_view kIdPrefix<Ticket> = "tkt";
template <>
inline constexpr std::string_view kIdPrefix<TicketReply> = "rpl";
template <>
inline constexpr std::string_view kIdPrefix<Department> = "dep";
template <>
inline constexpr std::string_view kIdPrefix<CannedReply> = "cnr";
template <>
inline constexpr std::string_view kIdPrefix<Article> = "art";
template <>
inline constexpr std::string_view kIdPrefix<Announcement> = "ann";
template <>
inline constexpr std::string_view kIdPrefix<LegalText> = "leg";
template <>
inline constexpr std::string_view kIdPrefix<Incident> = "inc";
template <>
inline constexpr std::string_view kIdPrefix<Invitation> = "ivt";
template <>
inline constexpr std::string_view kIdPrefix<UserGroup> = "ugr";
template <>
inline constexpr std::string_view kIdPrefix<Role> = "rol";
template <>
inline constexpr std::string_view kIdPrefix<Policy> = "pol";
template <>
inline constexpr std::string_view kIdPrefix<Webhook> = "whk";
template <>
inline constexpr std::string_view kIdPrefix<WebhookDelivery> = "dlv";
template <>
inline constexpr std::string_view kIdPrefix<Passkey> = "psk";
template <>
inline constexpr std::string_view kIdPrefix<ClientNote> = "nte";
template <>
inline constexpr std::string_view kIdPrefix<ClientGroup> = "cgr";
template <>
inline constexpr std::string_view kIdPrefix<FeatureFlag> = "flg";
template <>
inline constexpr std::string_view kIdPrefix<UsageMeter> = "mtr";
template <>
inline constexpr std::string_view kIdPrefix<UsageReport> = "urp";
template <>
inline constexpr std::string_view kIdPrefix<UsageStatement> = "ust";

}  // namespace hostler

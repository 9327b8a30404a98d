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
struct Message;
struct RuleRun;
struct ServiceStep;

template <>
inline constexpr std::string_view kIdPrefix<Registration> = "reg";
template <>
inline constexpr std::string_view kIdPrefix<ApiKey> = "key";
template <>
inline constexpr std::string_view kIdPrefix<Product> = "prd";
template <>
inline constexpr std::string_view kIdPrefix<ProductGroup> = "grp";
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
inline constexpr std::string_view kIdPrefix<Message> = "msg";
template <>
inline constexpr std::string_view kIdPrefix<RuleRun> = "run";
template <>
inline constexpr std::string_view kIdPrefix<ServiceStep> = "stp";

}  // namespace hostler

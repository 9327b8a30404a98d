// What Stripe's objects look like in the API version that the sandbox plays.
#include "plugins/sandbox/stripe/shapes.h"

#include <map>

namespace hostler::sandbox::stripe {
namespace {

constexpr auto kIntent = R"json({
  "object": "payment_intent", "amount": 0, "amount_capturable": 0, "amount_details": {"tip": {}},
  "amount_received": 0, "application": null, "application_fee_amount": null,
  "automatic_payment_methods": null, "canceled_at": null, "cancellation_reason": null,
  "capture_method": "automatic_async", "client_secret": null, "confirmation_method": "automatic",
  "created": 0, "currency": "usd", "customer": null, "customer_account": null,
  "description": null, "excluded_payment_method_types": null, "last_payment_error": null,
  "latest_charge": null, "livemode": false, "metadata": {}, "next_action": null,
  "on_behalf_of": null, "payment_method": null, "payment_method_configuration_details": null,
  "payment_method_options": {}, "payment_method_types": ["card"], "processing": null,
  "receipt_email": null, "review": null, "setup_future_usage": null, "shipping": null,
  "source": null, "statement_descriptor": null, "statement_descriptor_suffix": null,
  "status": "requires_payment_method", "transfer_data": null, "transfer_group": null })json";

constexpr auto kSetup = R"json({
  "object": "setup_intent", "application": null, "automatic_payment_methods": null,
  "cancellation_reason": null, "client_secret": null, "created": 0, "customer": null,
  "customer_account": null, "description": null, "excluded_payment_method_types": null,
  "flow_directions": null, "last_setup_error": null, "latest_attempt": null, "livemode": false,
  "mandate": null, "metadata": {}, "next_action": null, "on_behalf_of": null,
  "payment_method": null, "payment_method_configuration_details": null,
  "payment_method_options": {}, "payment_method_types": ["card"], "single_use_mandate": null,
  "status": "requires_payment_method", "usage": "off_session" })json";

constexpr auto kCharge = R"json({
  "object": "charge", "amount": 0, "amount_captured": 0, "amount_refunded": 0,
  "application": null, "application_fee": null, "application_fee_amount": null,
  "balance_transaction": null,
  "billing_details": {"address": {"city": null, "country": null, "line1": null, "line2": null,
                                  "postal_code": null, "state": null},
                      "email": null, "name": null, "phone": null, "tax_id": null},
  "calculated_statement_descriptor": "SANDBOX", "captured": false, "created": 0,
  "currency": "usd", "customer": null, "description": null, "disputed": false,
  "failure_balance_transaction": null, "failure_code": null, "failure_message": null,
  "fraud_details": {}, "livemode": false, "metadata": {}, "on_behalf_of": null,
  "outcome": {"advice_code": null, "network_advice_code": null, "network_decline_code": null,
              "network_status": "approved_by_network", "reason": null,
              "seller_message": "Payment complete.", "type": "authorized"},
  "paid": false, "payment_intent": null, "payment_method": null,
  "payment_method_details": null, "receipt_email": null, "receipt_number": null,
  "receipt_url": null, "refunded": false, "review": null, "shipping": null, "source": null,
  "source_transfer": null, "statement_descriptor": null, "statement_descriptor_suffix": null,
  "status": "pending", "transfer_data": null, "transfer_group": null })json";

constexpr auto kRefund = R"json({
  "object": "refund", "amount": 0, "balance_transaction": null, "charge": null, "created": 0,
  "currency": "usd", "customer": null, "customer_account": null,
  "destination_details": {"card": {"type": "refund"}, "type": "card"}, "metadata": {},
  "payment_intent": null, "payment_method": null, "reason": null, "receipt_number": null,
  "source_transfer_reversal": null, "status": "succeeded", "transfer_reversal": null })json";

constexpr auto kDispute = R"json({
  "object": "dispute", "amount": 0, "balance_transactions": [], "charge": null, "created": 0,
  "currency": "usd", "enhanced_eligibility_types": [], "evidence": {},
  "evidence_details": {"due_by": null, "enhanced_eligibility": {}, "has_evidence": false,
                       "past_due": false, "submission_count": 0},
  "is_charge_refundable": false, "livemode": false, "metadata": {}, "payment_intent": null,
  "payment_method_details": {"card": {"brand": "visa", "case_type": "chargeback",
                                      "network": "visa", "network_reason_code": "13.1"},
                             "type": "card"},
  "reason": "product_not_received", "status": "needs_response" })json";

constexpr auto kCustomer = R"json({
  "object": "customer", "address": null, "balance": 0, "created": 0, "currency": null,
  "default_source": null, "delinquent": false, "description": null, "discount": null,
  "email": null, "invoice_prefix": "SANDBOX",
  "invoice_settings": {"custom_fields": null, "default_payment_method": null, "footer": null,
                       "rendering_options": null},
  "livemode": false, "metadata": {}, "name": null, "next_invoice_sequence": 1, "phone": null,
  "preferred_locales": [], "shipping": null, "tax_exempt": "none", "test_clock": null })json";

constexpr auto kMethod = R"json({
  "object": "payment_method", "allow_redisplay": "unspecified",
  "billing_details": {"address": {"city": null, "country": null, "line1": null, "line2": null,
                                  "postal_code": null, "state": null},
                      "email": null, "name": null, "phone": null, "tax_id": null},
  "created": 0, "customer": null, "customer_account": null, "livemode": false, "metadata": {},
  "type": "card" })json";

constexpr auto kSession = R"json({
  "object": "checkout.session", "after_expiration": null, "allow_promotion_codes": null,
  "amount_subtotal": 0, "amount_total": 0,
  "automatic_tax": {"enabled": false, "liability": null, "provider": null, "status": null},
  "billing_address_collection": null, "cancel_url": null, "client_reference_id": null,
  "client_secret": null, "consent": null, "consent_collection": null, "created": 0,
  "currency": "usd", "custom_fields": [],
  "custom_text": {"after_submit": null, "shipping_address": null, "submit": null,
                  "terms_of_service_acceptance": null},
  "customer": null, "customer_creation": "if_required", "customer_details": null,
  "customer_email": null, "expires_at": 0, "invoice": null, "invoice_creation": null,
  "livemode": false, "locale": null, "metadata": {}, "mode": "payment", "payment_intent": null,
  "payment_link": null, "payment_method_collection": "if_required",
  "payment_method_options": {}, "payment_method_types": ["card"], "payment_status": "unpaid",
  "phone_number_collection": {"enabled": false}, "recovered_from": null,
  "saved_payment_method_options": null, "setup_intent": null,
  "shipping_address_collection": null, "shipping_cost": null, "shipping_options": [],
  "status": "open", "submit_type": null, "subscription": null, "success_url": null,
  "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
  "ui_mode": "hosted", "url": null })json";

constexpr auto kMovement = R"json({
  "object": "balance_transaction", "amount": 0, "available_on": 0, "balance_type": "payments",
  "created": 0, "currency": "usd", "description": null, "exchange_rate": null, "fee": 0,
  "fee_details": [], "net": 0, "reporting_category": "charge", "source": null,
  "status": "pending", "type": "charge" })json";

constexpr auto kEvent = R"json({
  "object": "event", "api_version": null, "created": 0, "data": {"object": null},
  "livemode": false, "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null},
  "type": null })json";

constexpr auto kAccount = R"json({
  "object": "account", "business_type": "company",
  "capabilities": {"card_payments": "active", "transfers": "active"}, "charges_enabled": true,
  "country": "US", "default_currency": "usd", "details_submitted": true,
  "email": "owner@sandbox.example", "payouts_enabled": true, "type": "standard" })json";

}  // namespace

Json shapeOf(std::string_view kind) {
  static const std::map<std::string_view, Json> kShapes{
      {"payment_intent", Json::parse(kIntent)},
      {"setup_intent", Json::parse(kSetup)},
      {"charge", Json::parse(kCharge)},
      {"refund", Json::parse(kRefund)},
      {"dispute", Json::parse(kDispute)},
      {"customer", Json::parse(kCustomer)},
      {"payment_method", Json::parse(kMethod)},
      {"checkout.session", Json::parse(kSession)},
      {"balance_transaction", Json::parse(kMovement)},
      {"event", Json::parse(kEvent)},
      {"account", Json::parse(kAccount)}};
  return kShapes.at(kind);
}

}  // namespace hostler::sandbox::stripe

#pragma once

// Forms as Stripe nests them, and how it judges them.

#include "plugins/sandbox/stripe/merchant.h"

#include <initializer_list>
#include <string_view>

namespace hostler::sandbox::stripe {

/// "a[b]=1&c[0][d]=2" as {"a": {"b": "1"}, "c": {"0": {"d": "2"}}}; "c[]" counts up. Every value is
/// a text. Throws Refusal.
Json parseParams(std::string_view form);

/// Refuses what is none of `names`: "amount", "metadata[*]", "line_items[][price_data][currency]".
/// Everything may be expanded.
void allowOnly(const Json& params, std::initializer_list<std::string_view> names);

/// Of a parameter by its JSON pointer: "/line_items/0/quantity".
bool has(const Json& params, const char* pointer);
std::string text(const Json& params, const char* pointer);
std::string requiredText(const Json& params, const char* pointer);
/// Throws Refusal where it is no whole number, or where it is required and missing.
std::int64_t integer(const Json& params, const char* pointer);
bool flag(const Json& params, const char* pointer);
/// As objects show it: {} where there is none.
Json metadata(const Json& params, const char* pointer = "/metadata");

/// A page of a list, newest first, by limit, starting_after and created.
Json listOf(ApiCall& call, const Objects& objects, const std::string& url,
            const std::function<bool(const Json&)>& wanted = nullptr);
/// Puts objects where their ids are, as expand[] asks.
void expand(Merchant& merchant, const Json& params, Json& answer);

}  // namespace hostler::sandbox::stripe

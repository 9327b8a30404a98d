#pragma once

#include "modules/accounts/pan.h"
#include "modules/accounts/sign_up.h"

namespace hostler {

struct RegistrationStartedView {
  std::string registration, sentTo;
  Instant expiresAt;
  static void describe(Shape<RegistrationStartedView>& shape) {
    shape.field("registration", &RegistrationStartedView::registration);
    shape.field("otp_sent_to", &RegistrationStartedView::sentTo);
    shape.field("expires_at", &RegistrationStartedView::expiresAt);
  }
};

struct RegistrationStateView {
  std::string registration;
  RegistrationState state = RegistrationState::Verified;
  static void describe(Shape<RegistrationStateView>& shape) {
    shape.field("registration", &RegistrationStateView::registration);
    shape.field("state", &RegistrationStateView::state);
  }
};

/// Everything entered, for the review page; the PAN is masked.
struct RegistrationView {
  std::string registration;
  RegistrationState state = RegistrationState::Pending;
  std::string username, email, phone;
  MessageChannel channel = MessageChannel::Email;
  std::optional<std::string> firstName, lastName, company, pan, gstin;
  std::optional<AddressView> address;
  Instant expiresAt;

  static RegistrationView of(const Registration& registration, const std::string& handle) {
    RegistrationView view{handle,
                          registration.state,
                          registration.username,
                          registration.email,
                          registration.phone,
                          registration.channel,
                          {},
                          {},
                          {},
                          {},
                          {},
                          {},
                          registration.expiresAt};
    if (!registration.profile) return view;
    const auto& profile = *registration.profile;
    view.firstName = profile.firstName;
    view.lastName = profile.lastName;
    view.company = profile.company;
    view.gstin = profile.gstin;
    if (profile.panLast4) view.pan = maskedPan(*profile.panLast4);
    view.address = AddressView::of(profile.address);
    return view;
  }
  static void describe(Shape<RegistrationView>& shape) {
    shape.field("registration", &RegistrationView::registration);
    shape.field("state", &RegistrationView::state);
    shape.field("username", &RegistrationView::username);
    shape.field("email", &RegistrationView::email);
    shape.field("phone", &RegistrationView::phone);
    shape.field("otp_channel", &RegistrationView::channel);
    shape.field("first_name", &RegistrationView::firstName).nullable();
    shape.field("last_name", &RegistrationView::lastName).nullable();
    shape.field("company", &RegistrationView::company).nullable();
    shape.field("address", &RegistrationView::address).nullable();
    shape.field("pan", &RegistrationView::pan).nullable().describedAs("masked");
    shape.field("gstin", &RegistrationView::gstin).nullable();
    shape.field("expires_at", &RegistrationView::expiresAt);
  }
};

struct CodeBody {
  std::string code;
  static void describe(Shape<CodeBody>& shape) {
    shape.field("code", &CodeBody::code).length(1, 20);
  }
};

struct ResendBody {
  std::optional<std::string> registration, email;
  static void describe(Shape<ResendBody>& shape) {
    shape.field("registration", &ResendBody::registration).length(1, 100);
    shape.field("email", &ResendBody::email).email();
  }
};

}  // namespace hostler

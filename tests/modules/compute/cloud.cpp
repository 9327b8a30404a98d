#include "tests/modules/compute/cloud.h"

namespace hostler::testing {
namespace {

const std::vector<std::string> kVerbs{"create",
                                      "locate",
                                      "terminate",
                                      "backup",
                                      "delete_backup",
                                      "machine.start",
                                      "machine.stop",
                                      "machine.reboot",
                                      "machine.rebuild",
                                      "machine.console",
                                      "machine.metrics",
                                      "machine.output",
                                      "machine.reset_password",
                                      "images.list",
                                      "sizes.list",
                                      "volumes.list",
                                      "volumes.get",
                                      "volumes.create",
                                      "volumes.delete",
                                      "volumes.attach",
                                      "volumes.detach",
                                      "volumes.resize",
                                      "snapshots.list",
                                      "snapshots.get",
                                      "snapshots.create",
                                      "snapshots.delete",
                                      "snapshots.restore",
                                      "ssh_keys.create",
                                      "ssh_keys.delete",
                                      "ssh_keys.get",
                                      "isos.create",
                                      "isos.get"};

struct Refusal {
  std::string code;
};

}  // namespace

Cloud::Cloud(MoneyShop& shop) : shop_{shop} {
  shop_.providers.offers(kVerbs);
  machineVerbs();
  thingVerbs();
}

void Cloud::on(const std::string& verb, Act act) {
  shop_.providers.on("provisioner/1." + verb, [this, verb, act](const ProviderRequest& request) {
    if (!answers) return ProviderAnswer::failed(Outcome::Retryable, "unreachable", "nobody there");
    const auto mishap = mishaps_.contains(verb) ? mishaps_[verb] : Mishap::None;
    if (mishap == Mishap::Refused)
      return ProviderAnswer::failed(Outcome::Permanent, "InvalidThing", "AcmeCloud says no");
    try {
      const bool isRead = request.idempotencyKey.empty() || verb == "locate";
      if (isRead) return ProviderAnswer{Outcome::Succeeded, act(request.body)};
      const auto key = verb + " " + request.idempotencyKey;
      if (!done_.contains(key)) done_[key] = act(request.body);
      if (mishap == Mishap::Lost)
        return ProviderAnswer::failed(Outcome::Unknown, "timeout", "no answer");
      const bool isFirst = begun_.insert(key).second && verb != "backup";
      if ((isFirst && patient) || mishap == Mishap::Forever)
        return ProviderAnswer{Outcome::Pending, done_[key]};
      return ProviderAnswer{Outcome::Succeeded, done_[key]};
    } catch (const Refusal& refusal) {
      return ProviderAnswer::failed(Outcome::NeedsAttention, refusal.code, "AcmeCloud says no");
    }
  });
}

Cloud::Machine& Cloud::machineOf(const Json& body, const char* member) {
  const auto found = machines.find(body.at(member).at("id").get<std::string>());
  if (found == machines.end() || !found->second.isThere) throw Refusal{"account_missing"};
  return found->second;
}

Json Cloud::shown(const std::string& id) {
  const auto& machine = machines.at(id);
  return {{"id", id},
          {"domain", "web.example.com"},
          {"machine",
           {{"state", machine.power},
            {"size", "s-1"},
            {"region", "blr1"},
            {"image", machine.image},
            {"reference", "svc_x"},
            {"cost", {{"amount", "6"}, {"currency", "USD"}, {"per", "month"}}},
            {"addresses", {{{"ip", "203.0.113.7"}, {"family", 4}, {"public", true}}}}}}};
}

Json Cloud::thing(const std::string& id) {
  const auto& one = things.at(id);
  return {{"id", id},
          {"reference", one.reference},
          {"name", "hostler-label"},
          {"state", "ready"},
          {"cost", nullptr},
          {"size_bytes", one.size},
          {"machine", one.machine}};
}

void Cloud::machineVerbs() {
  const auto power = [this](const std::string& verb, const std::string& state) {
    on(verb, [this, state](const Json& body) {
      machineOf(body).power = state;
      return shown(body["account"]["id"]);
    });
  };
  power("machine.start", "running");
  power("machine.stop", "stopped");
  on("machine.reboot", [this](const Json& body) {
    machineOf(body).reboots += 1;
    return shown(body["account"]["id"]);
  });
  on("machine.rebuild", [this](const Json& body) {
    auto& machine = machineOf(body);
    machine.rebuilds += 1;
    machine.image = body.value("image", machine.image);
    return shown(body["account"]["id"]);
  });
  on("machine.reset_password", [this](const Json& body) {
    machineOf(body);
    return Json{{"delivery", "reply"}, {"password", "brand-new-secret"}};
  });
  on("machine.console", [](const Json&) {
    return Json{{"url", "https://console.example/vnc?token=once"}, {"protocol", "web"}};
  });
  on("machine.metrics", [this](const Json& body) {
    Json points = Json::array();
    for (auto at = body["from"].get<std::int64_t>(); at < body["to"].get<std::int64_t>(); at += 300)
      points.push_back({{"at", at}, {"value", cpu}});
    return Json{{"series", {{{"name", "cpu_percent"}, {"points", points}}}}};
  });
  on("create", [this](const Json& body) {
    const auto id = "made-" + std::to_string(++next_);
    machines[id].owner = body.value("owner", "");
    auto account = shown(id);
    account["domain"] = body.at("domain");
    account["username"] = "root";
    account["ip"] = "203.0.113.7";
    return account;
  });
  on("locate", [this](const Json& body) {
    const auto id = body.value("account_id", "");
    if (!machines.contains(id) || !machines[id].isThere) return Json{{"account", nullptr}};
    return Json{{"account", shown(id)}};
  });
  on("terminate", [this](const Json& body) {
    machineOf(body).isThere = false;
    std::erase_if(things, [&](const auto& one) {
      return one.second.kind == "ips" && one.second.machine == body["account"]["id"];
    });
    return Json{{"existed", true}, {"left", Json::array()}};
  });
  on("backup", [this](const Json& body) {
    machineOf(body);
    const auto id = "snap-" + std::to_string(++next_);
    things[id] = {"snapshots", "", body["account"]["reference"], "", 0, true};
    return Json{{"id", id}, {"state", "done"}, {"outlives_account", true}};
  });
  on("delete_backup", [this](const Json& body) {
    return Json{{"existed", things.erase(body["backup_id"].get<std::string>()) == 1}};
  });
  on("sizes.list", [](const Json&) {
    return Json{{"items", {{{"id", "s-1"}, {"name", "1 CPU, 2 GB"}}}}, {"next_cursor", nullptr}};
  });
  on("images.list", [](const Json&) {
    const auto image = [](const char* id, const char* kind) {
      return Json{{"id", id}, {"kind", kind}, {"name", id}};
    };
    return Json{{"items",
                 {image("debian-12", "system"), image("ubuntu-24", "system"),
                  image("golden-of-somebody", "own")}},
                {"next_cursor", nullptr}};
  });
}

void Cloud::thingVerbs() {
  for (const std::string kind : {"volumes", "snapshots", "ssh_keys", "isos"}) {
    const auto existing = [this](const Json& body) -> Thing& {
      const auto found = things.find(body.at("id").get<std::string>());
      if (found == things.end()) throw Refusal{"not_found"};
      if (found->second.owner != body.at("owner")) throw Refusal{"wrong_owner"};
      return found->second;
    };
    on(kind + ".create", [this, kind](const Json& body) {
      const auto id = idOfNext.empty() ? kind + "-" + std::to_string(++next_) : idOfNext;
      idOfNext.clear();
      things[id] = {kind,
                    body.at("owner"),
                    body.at("reference"),
                    "",
                    body.value("size_bytes", std::int64_t{0}),
                    false};
      return thing(id);
    });
    on(kind + ".get", [this](const Json& body) {
      for (const auto& [id, one] : things) {
        if (one.reference == body.value("reference", "")) return Json{{"item", thing(id)}};
      }
      return Json{{"item", nullptr}};
    });
    on(kind + ".list", [this, kind](const Json&) {
      Json items = Json::array();
      for (const auto& [id, one] : things) {
        if (one.kind == kind && !one.owner.empty()) items.push_back(thing(id));
      }
      return Json{{"items", items}, {"next_cursor", nullptr}};
    });
    on(kind + ".delete", [this, existing](const Json& body) {
      const auto id = body.at("id").get<std::string>();
      if (!things.contains(id)) return Json{{"existed", false}};
      existing(body);
      things.erase(id);
      return Json{{"existed", true}};
    });
    on(kind + ".attach", [this, existing](const Json& body) {
      machineOf(body, "machine");
      existing(body).machine = body["machine"]["id"];
      return thing(body["id"]);
    });
    on(kind + ".detach", [this, existing](const Json& body) {
      existing(body).machine.clear();
      return thing(body["id"]);
    });
    on(kind + ".resize", [this, existing](const Json& body) {
      existing(body).size = body["size_bytes"];
      return thing(body["id"]);
    });
    on(kind + ".restore", [this, existing](const Json& body) {
      machineOf(body, "machine").image = "restored";
      existing(body);
      return thing(body["id"]);
    });
  }
}

std::size_t Cloud::count(const std::string& kind) const {
  std::size_t count = 0;
  for (const auto& [id, one] : things) count += one.kind == kind ? 1 : 0;
  return count;
}

std::size_t Cloud::asked(const std::string& verb) {
  return shop_.providers.asked("provisioner/1." + verb).size();
}

const Json Cloud::last(const std::string& verb) {
  return shop_.providers.asked("provisioner/1." + verb).back().body;
}

}  // namespace hostler::testing

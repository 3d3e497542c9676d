"""`python -m services.validator sample` as a person at a terminal meets it."""

from pathlib import Path

import pytest

from services.validator.commands.sample import main
from services.validator.sampler import sample_report

CALL = ["--form", "0420846", "--period", "2026Q3", "--inn", "7707083893"]


def test_the_command_writes_what_the_function_returns(tmp_path: Path) -> None:
    target = tmp_path / "report.xtdd"
    code = main(
        [*CALL, "--size", "60000", "--seed", "7", "--fault", "К-01", "П-01", "--fault", "Д-05", "-o", str(target)]
    )

    expected = sample_report("0420846", "2026Q3", "7707083893", size=60_000, seed=7, faults=["К-01", "П-01", "Д-05"])
    assert code == 0
    assert target.read_bytes() == expected


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--fault", "Я-1"], "нет триггера «Я-1»"),
        (["--size", "много"], "Значение «много» параметра --size"),
        (["--seed", "-1"], "Значение «-1» параметра --seed"),
        (["--omit", "Нет"], "нет элемента «Нет»"),
    ],
)
def test_a_wrong_call_writes_nothing_and_leaves_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], message: str
) -> None:
    target = tmp_path / "report.xtdd"

    assert main([*CALL, *more, "-o", str(target)]) == 3
    assert message in capsys.readouterr().err
    assert not target.exists()


def test_a_missing_option_leaves_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--form", "0420846"])

    assert leaving.value.code == 3
    assert "Неверный вызов" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CALL, "-o", str(tmp_path / "absent" / "report.xtdd")]) == 3
    assert "не записан" in capsys.readouterr().err

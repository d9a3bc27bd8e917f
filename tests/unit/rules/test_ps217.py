"""PS217: an instance type that cannot run the image."""

import pytest
from specimens import silent, sole

from podspec.rules.ps217 import architecture_of

#: Families by processor as AWS describes them (ec2 DescribeInstanceTypes, as recorded in moto 5.2.1, read 2026-11;
#: p6e-gb200: Amazon EC2 user guide). Of the rest, one of each letter and generation that could be mistaken.
ARM = (
    "a1 c6g c6gd c6gn c7g c7gd c7gn c8g c8gb c8gd c8gn g5g hpc7g i4g i8g i8ge im4gn is4gen m6g m6gd m7g m7gd m8g "
    "m8gb m8gd m8gn p6e-gb200 r6g r6gd r7g r7gd r8g r8gb r8gd r8gn t4g x2gd x8g"
)
X86 = (
    "c1 c5 c5a c5ad c5n c6a c6i c6in c7i-flex c8i-flex c8id c8ine d2 d3en dl1 dl2q f2 g4ad g4dn g5 g6 g6e g6f g7e "
    "gr6 gr6f h1 hpc6a hpc6id hpc7a i2 i3en i4i i7ie inf1 inf2 m1 m5dn m5zn m6idn m7a m8azn p3dn p4de p5en "
    "p6-b200 r3 r5b r7iz r8i t1 t2 t3 t3a trn1n u-6tb1 u7i-12tb u7in-32tb vt1 x1 x1e x2idn x2iedn x8aedz z1d"
)


@pytest.mark.parametrize("family", ARM.split())
def test_an_arm_family_is_told_from_its_name(family: str) -> None:
    assert architecture_of(f"{family}.large") == "arm64"


@pytest.mark.parametrize("family", X86.split())
def test_an_x86_family_is_told_from_its_name(family: str) -> None:
    assert architecture_of(f"{family}.large") == "amd64"


def test_an_x86_host_for_an_arm_image_is_an_error() -> None:
    found = sole(
        """
        container: {architecture: ⟦arm64⟧}
        targets: {ec2: {instance_type: «t3.small»}}
        """,
        "PS217",
    )
    assert found.message == "t3.small cannot run an image for arm64"
    assert found.primary.text == "t3.small is amd64"
    assert found.related[0].text == "the image is built for arm64"
    assert found.help == "choose an arm64 type such as t4g.small, or change container.architecture"


def test_an_arm_host_for_an_x86_image_is_an_error() -> None:
    found = sole(
        """
        container: {architecture: ⟦amd64⟧}
        targets: {ec2: {instance_type: «m7g.large»}}
        """,
        "PS217",
    )
    assert found.help == "choose an amd64 type such as t3.small, or change container.architecture"


def test_an_overlay_s_type_is_shown_in_the_overlay() -> None:
    sole(
        """
        container: {architecture: ⟦arm64⟧}
        targets: {ec2: {instance_type: t4g.small}}
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            network: {cidr: 10.10.0.0/16}
            targets: {ec2: {instance_type: «c7i.large»}}
        """,
        "PS217",
    )


def test_defaults_fit_each_other() -> None:
    assert silent("targets: {ec2: {}}")
